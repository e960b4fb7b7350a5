-- Whose transcripts they are and on which machine they were written, where a server holds those of several.
alter table transcripts add column owner text;      -- null: whoever runs this Debrief
alter table transcripts add column host text;
alter table claude_sessions add column owner text;
alter table claude_sessions add column host text;
create index claude_sessions_by_owner on claude_sessions (owner, ended_at);
