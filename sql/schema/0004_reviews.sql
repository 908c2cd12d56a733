-- What a decision was made on, so that it can be told when that has changed: the rule, how grave the finding was then,
-- and a digest of its evidence. Decisions are added and never changed: the latest one of a finding counts.
ALTER TABLE reviews ADD COLUMN rule_id VARCHAR;
ALTER TABLE reviews ADD COLUMN severity VARCHAR;
ALTER TABLE reviews ADD COLUMN basis VARCHAR;
