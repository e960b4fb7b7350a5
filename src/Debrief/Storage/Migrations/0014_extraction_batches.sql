-- One row each time questions are sent to be answered together, later: written before they are sent.
create table extraction_batches (
    id          {identity},
    tag         text not null unique,        -- begins the ids of its questions: by it the batch is known again at the provider
    provider_id text unique,                 -- null: whether it arrived isn't known yet
    model       text not null,
    questions   integer not null,
    created_at  timestamptz not null,
    ended_at    timestamptz                  -- null: answers are awaited
);

-- An attempt whose answer is awaited has the outcome in_batch. It outlives the run that began it.
alter table extraction_attempts add column batch_id bigint references extraction_batches (id);
alter table extraction_attempts add column awaited_usd double precision; -- what the answer is likely to cost
create index extraction_attempts_by_batch on extraction_attempts (batch_id);
-- No model is asked about a session while another's answer is awaited; rules may work on it.
create unique index extraction_attempts_in_batch on extraction_attempts (session_id) where outcome = 'in_batch';
