-- How many messages a row stands for: more than one where old ones were put together, by transcript, model and quarter of an hour in UTC.
alter table message_usage add column messages integer not null default 1;

-- Which messages those were, so that one that turns up again doesn't count again.
create table folded_messages (
    hash           bigint primary key,        -- of the message's id
    transcript_id  bigint not null            -- the transcript that it counts for
);

-- Transcripts whose messages were folded; when one has been read on since, it is looked at again.
create table folded_transcripts (
    transcript_id  bigint primary key,
    read_to        bigint not null
);

-- The transcript that a copied message counts for, once it is folded and message_usage doesn't say any more.
alter table message_copies add column owner_id bigint;
