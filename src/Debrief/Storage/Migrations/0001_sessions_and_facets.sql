-- One text for SQLite and PostgreSQL. {identity} is what the dialect calls a numbered primary key.

create table transcripts (
    id             bigint primary key,        -- of the path, so that the same file has the same id in every database
    path           text not null,
    session_id     text,                      -- the session it belongs to; null while nothing in it says
    kind           text not null,             -- session, sub_agent, copy (of the parent's conversation)
    begun_at       bigint,                    -- Unix milliseconds; of the transcripts that hold a message the one begun first owns it
    size           bigint not null,           -- with modified_at the fingerprint: equal means unchanged
    modified_at    bigint not null,           -- ticks of the file's time, as exact as the file system has it
    read_to        bigint not null,           -- bytes; all entries before are in facts
    ends_hash      text,                      -- of the first and last bytes before read_to: was the file appended to, or rewritten?
    copied_to      bigint not null,           -- bytes at the beginning that another transcript has said before
    copies_seen    integer not null,          -- rows of message_copies that copied_to rests on
    lines          integer not null,
    bad_lines      integer not null,
    facts          jsonb not null,            -- what was observed, able to go on from read_to
    shrunk         boolean not null,          -- the file became smaller; the facts are those of the larger one
    archived_size  bigint not null            -- bytes of the transcript that the archive holds
);
create index transcripts_by_session on transcripts (session_id);

create table bad_lines (
    transcript_id  bigint not null references transcripts (id) on delete cascade,
    byte_offset    bigint not null,
    reason         text not null,
    primary key (transcript_id, byte_offset)
);

-- One row an API message, over all transcripts. Tokens are counted here and nowhere else.
create table message_usage (
    id                text primary key,       -- the API's message id, else the entry's uuid
    transcript_id     bigint not null,        -- the transcript that said it first
    claim             integer not null,       -- 0: as its own; 1: as part of a repeated conversation; 2: only as a sub-agent's progress
    at                timestamptz,
    model             text not null,
    input_tokens      bigint not null,
    output_tokens     bigint not null,
    cache_creation_5m_tokens bigint not null,
    cache_creation_1h_tokens bigint not null,
    cache_read_tokens bigint not null,
    web_searches      integer not null,
    output_is_final   boolean not null        -- false: output_tokens is a snapshot taken while streaming
);
create index message_usage_by_transcript on message_usage (transcript_id);

-- The same message in a second transcript (resumed, forked, copied to another folder).
create table message_copies (
    message_id     text not null,
    transcript_id  bigint not null,
    primary key (message_id, transcript_id)
);
create index message_copies_by_transcript on message_copies (transcript_id);

create table claude_sessions (
    id               text primary key,
    project          text,                    -- the working directory of its first entry
    title            text,
    first_prompt     text,
    git_branch       text,
    client           text,                    -- the entrypoint: cli, claude-vscode, sdk-ts, …
    version          text,                    -- of Claude Code, the last seen
    started_at       timestamptz,
    ended_at         timestamptz,
    active_seconds   integer not null,
    active_spans     jsonb not null,          -- [[from, to], …] in Unix milliseconds, disjoint, ascending
    message_count    integer not null,        -- user and assistant entries
    human_messages   integer not null,
    prompt_reasons   jsonb not null,          -- {reason: user entries}, human or not
    tools            jsonb not null,          -- {tool: calls}
    tool_failures    jsonb not null,          -- {class: failed calls}
    mcp_failures     integer not null,
    skills_used      jsonb not null,          -- {skill: uses}
    commands_used    jsonb not null,          -- {slash command: uses}
    files_touched    jsonb not null,          -- [path, …]
    lines_added      integer not null,
    lines_removed    integer not null,
    commits          integer not null,
    pushes           integer not null,
    pull_requests    jsonb not null,          -- [url, …]
    interruptions    integer not null,
    rejections       integer not null,
    retry_loops      integer not null,
    compactions      integer not null,
    api_errors       integer not null,
    cut_short        boolean not null,
    resumed_from     text,
    sub_agents       integer not null,
    initiated_by     text not null,           -- as observed; the profile's rules come first when it is read
    bad_lines        integer not null,
    unknown_entries  jsonb not null,          -- {type: entries}
    facets_extracted_at timestamptz
);
create index claude_sessions_by_end on claude_sessions (ended_at);

create table session_facets (
    id                           {identity},
    session_id                   text not null unique references claude_sessions (id) on delete cascade,

    underlying_goal              text,
    goal_categories              jsonb,       -- {category: distinct asks}
    outcome                      text,
    user_satisfaction_counts     jsonb,
    claude_helpfulness           text,
    session_type                 text,
    friction_counts              jsonb,
    friction_detail              text,
    primary_success              text,
    brief_summary                text,

    projects                     jsonb,       -- [slug, …], most attention first
    businesses                   jsonb,
    priority_alignment           text,
    priority_matched             text,

    workflow_type                text,
    initiated_by                 text,
    completion_chain             jsonb,       -- {started, completed, abandoned}
    skills_used                  jsonb,
    skills_missed                jsonb,

    course_corrections           integer not null default 0,
    retry_loops                  integer not null default 0,
    pivot_trigger                text,
    mcp_failures                 integer not null default 0,
    session_cut_short            boolean not null default false,
    resumed_from                 text,

    people_mentioned             jsonb,
    relationship_actions         jsonb,       -- [{person, action}, …]
    outreach_type                text,

    estimated_time_saved_minutes integer,
    artifacts_created            integer not null default 0,
    knowledge_filed              integer not null default 0,
    decisions_made               integer not null default 0,

    evidence                     jsonb not null, -- [{facet, value, line, quote, speaker, at}, …]
    confidence                   double precision,
    extractor                    text not null,  -- rules, model, bridge
    extraction_model             text not null,
    prompt_version               text not null,
    profile_version              text not null default '', -- of the profile it was attributed by
    extraction_input_tokens      bigint not null default 0,
    extraction_output_tokens     bigint not null default 0,
    extraction_cost_usd          double precision not null default 0,
    extracted_messages           integer not null, -- the session's message_count then: more now means it grew
    created_at                   timestamptz not null,
    updated_at                   timestamptz not null
);
create index session_facets_by_outcome on session_facets (outcome);
create index session_facets_by_alignment on session_facets (priority_alignment);
create index session_facets_by_workflow on session_facets (workflow_type);
create index session_facets_by_initiator on session_facets (initiated_by);
create index session_facets_by_creation on session_facets (created_at);
