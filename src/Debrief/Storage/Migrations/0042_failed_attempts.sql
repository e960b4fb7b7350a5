-- Which sessions of a period failed: failures are few, and found without looking at the period's sessions.
create index extraction_attempts_failed on extraction_attempts (session_id) where outcome = 'failed';
