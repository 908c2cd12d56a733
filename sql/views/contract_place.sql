-- about = "Which platform and client a contract id belongs to, whatever its dates."
-- reads = []
SELECT
    contract_id,
    min(coalesce(lower(trim(platform)), profile_platform, '')) AS platform,
    min(client_id) AS client_id
FROM contracts
GROUP BY contract_id
