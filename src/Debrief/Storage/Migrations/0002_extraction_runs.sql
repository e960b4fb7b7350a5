-- What runs alone: one row while it runs. A holder that is gone is replaced.
create table locks (
    name         text primary key,
    host         text not null,
    pid          integer not null,
    process      text not null,              -- tells the process from a later one of the same pid
    taken_at     timestamptz not null,
    heartbeat_at timestamptz not null
);

-- One row each time a session is given to an extractor, written before it is asked.
create table extraction_attempts (
    id             {identity},
    session_id     text references claude_sessions (id) on delete set null, -- what was spent stays spent when the session is gone
    try            integer not null,         -- of this extractor, since it last succeeded or the session grew
    started_at     timestamptz not null,
    finished_at    timestamptz,
    host           text not null,
    pid            integer not null,
    extractor      text not null,
    model          text not null,
    prompt_version text not null,
    messages       integer not null,         -- the session's message_count then
    outcome        text not null,            -- running, extracted, failed, interrupted
    reason         text,                     -- one word, for counting
    message        text,
    own_fault      boolean not null default false, -- the failure is the session's own: after three of them it isn't tried again
    retry_at       timestamptz,              -- null: when somebody says so, or the session grows
    input_tokens   bigint,
    output_tokens  bigint,
    cost_usd       double precision,         -- null: unknown
    dropped        jsonb not null            -- {reason: items of the answer that did not stand the checks}
);
create index extraction_attempts_by_session on extraction_attempts (session_id, extractor, id);
create index extraction_attempts_by_start on extraction_attempts (started_at);
-- Nobody can ask about a session that is being asked about.
create unique index extraction_attempts_running on extraction_attempts (session_id) where outcome = 'running';
