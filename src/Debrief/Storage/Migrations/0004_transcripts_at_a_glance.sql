-- What a sync asks of every transcript before it opens any, without the facts between: a sync with nothing new reads nothing else of the table.
create index transcripts_at_a_glance on transcripts (id, size, modified_at, read_to, archived_size, shrunk, copies_seen);
