-- A job that all servers share runs on each of them at once.
drop index job_runs_running;
create unique index job_runs_running on job_runs (job, host) where outcome = 'running';
