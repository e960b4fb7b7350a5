-- What is to be told: once written it doesn't change, so that each attempt sends the same bytes.
create table delivery_messages (
    subject    text primary key,           -- what it is about: weekly-2026-02-02, alert-12, job-run-7
    kind       text not null,              -- report, alert, over (of an alert), notice
    title      text not null,
    chat       text not null,              -- for a chat, 2,000 characters at most
    plain      text not null,              -- Markdown, which reads as plain text
    html       text,                       -- null: it has no page of its own
    data       text,                       -- JSON for programs
    mentions   boolean not null,           -- is the person of the configuration to be called?
    created_at timestamptz not null
);

-- One row a message and channel.
create table deliveries (
    id              {identity},
    subject         text not null references delivery_messages (subject) on delete cascade,
    channel         text not null,         -- discord, upload, email, webhook
    state           text not null,         -- pending, sending, sent, failed, given_up, unknown
    idempotency_key text not null,         -- the same at each attempt: what a receiver can know a message by
    attempts        integer not null,
    doubts          integer not null,      -- attempts of which nobody knows whether they arrived
    queued_at       timestamptz not null,
    next_attempt_at timestamptz,           -- null: none
    sent_at         timestamptz,
    error           text,
    receipt         text,                  -- what the channel answered: an object's name, a message's id
    unique (subject, channel)
);
create index deliveries_waiting on deliveries (next_attempt_at) where next_attempt_at is not null;
