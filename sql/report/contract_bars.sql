-- about = "Each contract as a bar of the timeline; ended_on is NULL while it is open."
-- reads = ["contract_span"]
SELECT
    platform,
    client_id,
    freelancer_id,
    contract_id,
    started_on,
    ended_on,
    inferred
FROM contract_span
WHERE started_on IS NOT NULL
ORDER BY platform, client_id, freelancer_id, started_on, contract_id
