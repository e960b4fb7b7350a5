-- Who may use the server. The token itself is not kept.
create table access_tokens (
    id           text primary key,           -- its public part
    name         text not null unique,
    hash         text not null,              -- SHA-256 of its secret part, in hex
    scope        text not null,              -- read, push, write
    owner        text,                       -- whose transcripts it pushes
    created_at   timestamptz not null,
    last_used_at timestamptz                 -- to the hour
);

-- What cookies and forms are sealed with, the same for all servers on this database.
create table server_keys (
    name text primary key,
    xml  text not null
);
