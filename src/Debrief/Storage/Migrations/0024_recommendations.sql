-- What was recommended, what it was to move, and what became of it.
create table recommendations (
    id              {identity},
    owner           text not null default '',  -- whose sessions; empty: everybody's
    period_type     text not null,             -- as of the snapshot that proposed it
    key             text not null,             -- use-skill:compose: the same advice in a later period has the same
    title           text not null,
    why             text not null,
    metric          text not null,             -- skill_missed:compose: the figure that it wants to move
    direction       text not null,             -- up, down
    value           double precision not null, -- of that figure when it was proposed
    value_now       double precision,          -- and in the last period that was told; null: unknown
    signal          double precision,          -- how far it was done already when it was proposed; null: nothing tells
    status          text not null,             -- proposed, taken_up, ignored, resolved, returned, dismissed
    first_period    date not null,             -- the first day of the period that proposed it
    last_period     date not null,             -- and of the last one that was held against it
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    unique (owner, period_type, key)
);
