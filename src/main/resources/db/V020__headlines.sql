-- The wire refuses a headline it has had: found by the headline as ReleaseStore.TAKEN folds it.
CREATE INDEX submissions_headline_idx
    ON press_release_submissions (lower(btrim(regexp_replace(title, '\s+', ' ', 'g'))))
    WHERE status IN ('paid', 'processing', 'completed');
