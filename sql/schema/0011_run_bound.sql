-- What the rules of the last run were bound to on each platform, as a JSON object; under '' in place of a rule what the
-- shapes were. A policy file may change or go: a finding is explained by the numbers that ran.
CREATE TABLE run_bound (
    platform VARCHAR,
    rule_id VARCHAR,
    bound VARCHAR
);
