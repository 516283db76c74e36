-- The console's filter by type, in the order of its list.
CREATE INDEX jobs_type_newest_idx ON jobs (type, created_at DESC, id DESC);
-- Retention: without it, every artifact that goes costs a walk through all steps.
CREATE INDEX wire_steps_of_artifact_idx ON wire_steps (artifact_id) WHERE artifact_id IS NOT NULL;
