-- about = "Contracts of each relationship as they stand on as-of."
-- reads = ["contract_span"]
SELECT
    platform,
    client_id,
    freelancer_id,
    min(started_on) AS first_contract_on,
    count(CASE WHEN ended_on IS NULL OR ended_on >= $as_of THEN 1 END) AS active_contracts,
    bool_or((ended_on IS NULL OR ended_on >= $as_of) AND has_paid) AS active_paid,
    bool_and(inferred) AS inferred
FROM contract_span
GROUP BY platform, client_id, freelancer_id
