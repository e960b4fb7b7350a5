-- One row an episode: from when something became unusual until it was as usual again.
create table alerts (
    id              {identity},
    kind            text not null,           -- friction, cost, job-failures, drift, follow-up, coverage
    about           text not null,           -- a job, a person, a version; empty where the kind says all
    summary         text not null,
    look_at         jsonb not null,          -- {sessions: [id, …], commands: [command line, …]}
    value           double precision,        -- what was found, and what is usual
    usual           double precision,
    began_at        timestamptz not null,
    last_seen_at    timestamptz not null,
    ended_at        timestamptz,             -- null: it goes on
    ended_because   text,
    acknowledged_at timestamptz,
    snoozed_until   timestamptz              -- until then nothing is told of it, nor of another about the same
);
-- One alert an episode, however many processes look.
create unique index alerts_open on alerts (kind, about) where ended_at is null;
create index alerts_by_begin on alerts (began_at);
