-- What was spent in a period, and by messages without a time, without looking at all that ever was.
create index message_usage_by_time on message_usage (at);

-- Which sessions were at work at a moment: of those that ended later nothing but the index is read.
drop index claude_sessions_by_end;
create index claude_sessions_by_span on claude_sessions (ended_at, started_at);

-- What the sessions of a local day come to, kept so that a period needn't be counted again. Whatever isn't current is counted anew when it is asked for.
create table daily_insights (
    owner     text not null,          -- whose sessions; empty: everybody's
    day       integer not null,       -- days since 0001-01-01
    reckoning text not null,          -- by which profile, time zone and build of Debrief
    changes   bigint not null,        -- of the day, then: more now means that it isn't current
    insights  text not null,
    primary key (owner, day)
);

-- Written along with every change of a session, its usage or its facets: between which moments something may have changed.
create table changed_spans (
    id      {identity},
    from_at timestamptz not null,
    to_at   timestamptz not null,
    changes bigint not null           -- how many; spans may be put together, as long as no moment loses any
);
create index changed_spans_by_end on changed_spans (to_at, from_at);
