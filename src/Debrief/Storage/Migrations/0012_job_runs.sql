-- One row each time a job runs.
create table job_runs (
    id         {identity},
    job        text not null,
    trigger    text not null,              -- schedule, catch-up, person
    host       text not null,
    pid        integer not null,
    started_at timestamptz not null,
    ended_at   timestamptz,
    outcome    text not null,              -- running, succeeded, failed, interrupted
    stats      jsonb,                      -- what the command said of itself
    error      text,
    notice     text                        -- what somebody should be told; null: nothing
);
create index job_runs_by_job on job_runs (job, started_at);
create unique index job_runs_running on job_runs (job) where outcome = 'running';
