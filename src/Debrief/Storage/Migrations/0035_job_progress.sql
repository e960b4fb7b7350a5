-- How far a run is that goes on; all null where it doesn't say, and when it is over.
alter table job_runs add column doing text;
alter table job_runs add column done integer;
alter table job_runs add column done_of integer;
