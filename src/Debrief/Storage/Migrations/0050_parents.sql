-- Only sub-agents have a parent. With the others in it too, SQLite took this index for the sessions that have none: all of them, whatever days were asked for.
drop index claude_sessions_by_parent;
create index claude_sessions_by_parent on claude_sessions (parent_id) where parent_id is not null;
