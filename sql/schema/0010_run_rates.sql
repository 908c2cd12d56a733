-- The exchange rates that the last audit was given: what it found is explained with the same ones.
CREATE TABLE run_rates (
    rate_on DATE,
    currency VARCHAR,
    rate DECIMAL(18, 8)
);
