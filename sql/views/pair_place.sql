-- about = "Every client and freelancer that stand together in a row, with a number for the two, and their only platform, where there is just one."
-- reads = []
WITH seen AS (
    SELECT client_id, freelancer_id, coalesce(lower(trim(platform)), profile_platform, '') AS platform FROM contracts
    UNION ALL
    SELECT client_id, freelancer_id, coalesce(profile_platform, '') AS platform FROM payments
    UNION ALL
    SELECT client_id, freelancer_id, coalesce(profile_platform, '') AS platform FROM messages
    UNION ALL
    SELECT client_id, freelancer_id, '' AS platform FROM relationships
    UNION ALL
    SELECT client_id, freelancer_id, '' AS platform FROM reports
    UNION ALL
    -- A payment that names its contract alone belongs to the client of that contract.
    SELECT c.client_id, p.freelancer_id, '' AS platform
    FROM payments AS p
    INNER JOIN contracts AS c ON p.contract_id = c.contract_id
    WHERE p.client_id IS NULL OR p.client_id <> c.client_id
)

SELECT
    client_id,
    freelancer_id,
    CASE WHEN min(nullif(platform, '')) = max(platform) THEN max(platform) END AS platform,
    row_number() OVER (ORDER BY client_id, freelancer_id) AS pair_no
FROM seen
WHERE client_id IS NOT NULL
GROUP BY client_id, freelancer_id
