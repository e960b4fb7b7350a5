-- The figures of a period, kept as they were when it was told.
create table insights_snapshots (
    id           {identity},
    owner        text not null default '',   -- whose sessions; empty: everybody's
    period_type  text not null,              -- weekly, monthly; 10-days and so on for other days
    period_start date not null,
    period_end   date not null,              -- its last day
    metrics      jsonb not null,             -- {version, time_zone, profile, now, before}
    narrative    text,                       -- what a model wrote about them
    report_url   text,                       -- where the report was uploaded to
    sessions     integer not null,           -- that had ended in it
    eligible     integer not null,           -- of those, how many may have facets
    extracted    integer not null,           -- and how many had some
    created_at   timestamptz not null,
    updated_at   timestamptz not null,
    unique (owner, period_type, period_start)
);
