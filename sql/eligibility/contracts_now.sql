-- about = "Contracts of each relationship as they stand on as-of."
-- reads = ["contract_span"]
SELECT
    relation_no,
    min(started_on) AS first_contract_on,
    count(CASE WHEN ended_on IS NULL OR ended_on >= $as_of THEN 1 END) AS active_contracts,
    bool_or((ended_on IS NULL OR ended_on >= $as_of) AND has_paid) AS active_paid,
    -- The first contract that stayed, or still may stay, open for so long.
    min(CASE WHEN ended_on IS NULL OR ended_on >= started_on + INTERVAL ($unbroken_months) MONTH THEN started_on END)
        AS unbroken_on,
    -- The last end that no payment of the contract confirms.
    max(CASE WHEN NOT has_paid THEN ended_on END) AS unpaid_end_on,
    max_by(
        CASE WHEN NOT has_paid THEN contract_id END,
        CASE WHEN NOT has_paid AND ended_on IS NOT NULL THEN {'on': ended_on, 'id': contract_id} END
    ) AS unpaid_row,
    min(ended_on) AS first_end_on,
    max(CASE WHEN ended_on <= $as_of THEN ended_on END) AS last_end_on,
    bool_and(inferred) AS inferred
FROM contract_span
GROUP BY relation_no
