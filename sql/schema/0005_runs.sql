-- What each kept run said, so that two runs can be told apart: its findings, and the verdict of every relationship.
-- Texts of a finding stand once, as they were said last. `output_place` is where the run wrote its outputs.
ALTER TABLE runs ADD COLUMN output_place VARCHAR;

CREATE TABLE run_findings (
    run_id VARCHAR,
    finding_id VARCHAR,
    severity VARCHAR,
    status VARCHAR
);

CREATE TABLE known_findings (
    finding_id VARCHAR,
    rule_id VARCHAR,
    platform VARCHAR,
    client_id VARCHAR,
    freelancer_id VARCHAR,
    occurred_at TIMESTAMP,
    explanation VARCHAR
);

CREATE TABLE run_verdicts (
    run_id VARCHAR,
    platform VARCHAR,
    client_id VARCHAR,
    freelancer_id VARCHAR,
    verdict VARCHAR,
    eligible_on DATE
);
