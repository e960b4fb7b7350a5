-- What sessions are searched by: their titles, prompts, goals and summaries, beside an index of their words. Kept by triggers, whoever writes; made of other tables, and so never copied.
{only SQLite}
create table search_texts (
    id         {identity},
    session_id text not null unique references claude_sessions (id) on delete cascade,
    title      text not null default '',
    prompt     text not null default '',
    goal       text not null default '',
    summary    text not null default ''
);
create virtual table search_texts_index using fts5(title, prompt, goal, summary, content = 'search_texts', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 0');

create trigger search_texts_inserted after insert on search_texts begin
    insert into search_texts_index (rowid, title, prompt, goal, summary) values (new.id, new.title, new.prompt, new.goal, new.summary);
end;
create trigger search_texts_deleted after delete on search_texts begin
    insert into search_texts_index (search_texts_index, rowid, title, prompt, goal, summary) values ('delete', old.id, old.title, old.prompt, old.goal, old.summary);
end;
create trigger search_texts_updated after update on search_texts begin
    insert into search_texts_index (search_texts_index, rowid, title, prompt, goal, summary) values ('delete', old.id, old.title, old.prompt, old.goal, old.summary);
    insert into search_texts_index (rowid, title, prompt, goal, summary) values (new.id, new.title, new.prompt, new.goal, new.summary);
end;

create trigger search_session_inserted after insert on claude_sessions begin
    insert into search_texts (session_id, title, prompt) values (new.id, coalesce(substr(new.title, 1, 1000), ''), coalesce(substr(new.first_prompt, 1, 20000), ''));
end;
create trigger search_session_updated after update of title, first_prompt on claude_sessions when old.title is not new.title or old.first_prompt is not new.first_prompt begin
    update search_texts set title = coalesce(substr(new.title, 1, 1000), ''), prompt = coalesce(substr(new.first_prompt, 1, 20000), '') where session_id = new.id;
end;
create trigger search_facet_inserted after insert on session_facets begin
    update search_texts set goal = coalesce(substr(new.underlying_goal, 1, 4000), ''), summary = coalesce(substr(new.brief_summary, 1, 8000), '') where session_id = new.session_id;
end;
create trigger search_facet_updated after update of underlying_goal, brief_summary on session_facets when old.underlying_goal is not new.underlying_goal or old.brief_summary is not new.brief_summary begin
    update search_texts set goal = coalesce(substr(new.underlying_goal, 1, 4000), ''), summary = coalesce(substr(new.brief_summary, 1, 8000), '') where session_id = new.session_id;
end;
{end}
{only PostgreSQL}
create table search_texts (
    id         {identity},
    session_id text collate "C" not null unique references claude_sessions (id) on delete cascade,
    title      text collate "C" not null default '',
    prompt     text collate "C" not null default '',
    goal       text collate "C" not null default '',
    summary    text collate "C" not null default '',
    -- Punctuation parts words, as SQLite has it: an address or a path is no single word.
    words      tsvector generated always as (to_tsvector('simple', regexp_replace(title || ' ' || prompt || ' ' || goal || ' ' || summary, '[!-/:-@\[-`{-~]+', ' ', 'g'))) stored
);
create index search_texts_words on search_texts using gin (words);

create function search_of_session() returns trigger language plpgsql as $$
begin
    insert into search_texts (session_id, title, prompt) values (new.id, coalesce(substr(new.title, 1, 1000), ''), coalesce(substr(new.first_prompt, 1, 20000), ''))
    on conflict (session_id) do update set title = excluded.title, prompt = excluded.prompt;
    return null;
end $$;
create function search_of_facet() returns trigger language plpgsql as $$
begin
    update search_texts set goal = coalesce(substr(new.underlying_goal, 1, 4000), ''), summary = coalesce(substr(new.brief_summary, 1, 8000), '') where session_id = new.session_id;
    return null;
end $$;
create trigger search_session_inserted after insert on claude_sessions for each row execute function search_of_session();
create trigger search_session_updated after update on claude_sessions for each row when (old.title is distinct from new.title or old.first_prompt is distinct from new.first_prompt) execute function search_of_session();
create trigger search_facet_inserted after insert on session_facets for each row execute function search_of_facet();
create trigger search_facet_updated after update on session_facets for each row when (old.underlying_goal is distinct from new.underlying_goal or old.brief_summary is distinct from new.brief_summary) execute function search_of_facet();
{end}

insert into search_texts (session_id, title, prompt, goal, summary)
select s.id, coalesce(substr(s.title, 1, 1000), ''), coalesce(substr(s.first_prompt, 1, 20000), ''), coalesce(substr(f.underlying_goal, 1, 4000), ''), coalesce(substr(f.brief_summary, 1, 8000), '')
  from claude_sessions s
  left join session_facets f on f.session_id = s.id;
