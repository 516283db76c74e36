-- What a step's page looked like before it, by which version of conf/wire-selectors.yaml it went, and which places of the
-- site only a fallback has found. The picture before a step is the one its forerunner left, so it is kept once.
ALTER TABLE wire_steps
    ADD COLUMN before_artifact_id uuid REFERENCES artifacts (id) ON DELETE SET NULL,
    ADD COLUMN selectors text,
    ADD COLUMN drifted text[] NOT NULL DEFAULT '{}';
-- The sweep of artifacts looks for the steps that show what it deletes.
CREATE INDEX wire_steps_artifact_idx ON wire_steps (artifact_id) WHERE artifact_id IS NOT NULL;
CREATE INDEX wire_steps_before_artifact_idx ON wire_steps (before_artifact_id) WHERE before_artifact_id IS NOT NULL;
