-- A model was asked for a report's sentences and gave none: it is asked again when the report is told next.
alter table insights_snapshots add column narrative_awaited boolean not null default false;
