-- What makes the risk of a relationship: one row a rule, the finding of it that counts. `points` sum up to the risk.
ALTER TABLE contributions ADD COLUMN points DOUBLE;
