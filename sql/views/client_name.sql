-- about = "What a client is called in one relationship: by the user, by the exports, by payments on the platform."
-- reads = ["pair", "contract_place", "billing"]
WITH told AS (
    SELECT client_id, freelancer_id, client_name AS name FROM relationships
    WHERE client_name IS NOT NULL
    UNION
    SELECT client_id, freelancer_id, json_extract_string(extra, '$.client_name') FROM contracts
    WHERE extra IS NOT NULL
    UNION
    SELECT client_id, freelancer_id, json_extract_string(extra, '$."clientOrganization.name"') FROM contracts
    WHERE extra IS NOT NULL
    UNION
    SELECT client_id, freelancer_id, json_extract_string(extra, '$."clientTeam.name"') FROM contracts
    WHERE extra IS NOT NULL
    UNION
    SELECT client_id, freelancer_id, counterparty FROM billing
    WHERE on_platform AND client_id IS NOT NULL AND counterparty IS NOT NULL
)

SELECT DISTINCT p.platform, p.client_id, p.freelancer_id, t.name
FROM told AS t
INNER JOIN pair AS p ON t.client_id = p.client_id AND t.freelancer_id = p.freelancer_id
WHERE trim(coalesce(t.name, '')) <> ''
