-- What a person says about a session, over whatever an extractor said or will say.
create table facet_corrections (
    session_id   text primary key references claude_sessions (id) on delete cascade,
    answers      jsonb not null,             -- {column of session_facets: value}; null says that it can't be told
    corrected_by text not null,              -- the token's name
    corrected_at timestamptz not null
);
