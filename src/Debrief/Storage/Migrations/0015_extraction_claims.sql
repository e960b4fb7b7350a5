-- Which sessions are with a run now, whatever the machine. A claim whose time is over is nobody's.
create table extraction_claims (
    session_id    text primary key references claude_sessions (id) on delete cascade,
    run           text not null,             -- tells the run from all others
    host          text not null,
    pid           integer not null,
    process       text not null,             -- tells the process from a later one of the same pid
    claimed_until timestamptz not null       -- put off by the run while it lives
);
create index extraction_claims_by_run on extraction_claims (run);
