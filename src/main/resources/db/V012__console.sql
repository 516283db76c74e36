-- "Completed today" on the console; without it the count walks the whole history.
CREATE INDEX jobs_completed_idx ON jobs (completed_at) WHERE status = 'completed';
