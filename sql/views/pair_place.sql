-- about = "The only platform of a client and freelancer, where there is just one."
-- reads = []
WITH seen AS (
    SELECT client_id, freelancer_id, coalesce(platform, profile_platform) AS platform FROM contracts
    UNION
    SELECT client_id, freelancer_id, profile_platform AS platform FROM payments
    UNION
    SELECT client_id, freelancer_id, profile_platform AS platform FROM messages WHERE profile_platform IS NOT NULL
)

SELECT client_id, freelancer_id, min(platform) AS platform
FROM seen
WHERE client_id IS NOT NULL AND coalesce(platform, '') <> ''
GROUP BY client_id, freelancer_id
HAVING count(DISTINCT platform) = 1
