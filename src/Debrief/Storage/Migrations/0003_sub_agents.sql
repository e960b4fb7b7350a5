-- A sub-agent that was asked for facets has a row of its own, as a session has. It belongs to its session, and is never counted as one.
alter table claude_sessions add column parent_id text references claude_sessions (id) on delete cascade;
create index claude_sessions_by_parent on claude_sessions (parent_id);
