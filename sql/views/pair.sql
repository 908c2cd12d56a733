-- about = "Every relationship: platform, client and freelancer that stand in a contract, message, statement, report or payment on the platform."
-- reads = ["contract_span", "talk", "billing", "stated_row", "pair_place"]
SELECT platform, client_id, freelancer_id FROM contract_span
UNION
SELECT platform, client_id, freelancer_id FROM talk
UNION
SELECT platform, client_id, freelancer_id FROM stated_row
UNION
SELECT platform, client_id, freelancer_id FROM billing
WHERE client_id IS NOT NULL AND (on_platform OR kind = 'conversion_fee')
UNION
SELECT coalesce(p.platform, r.profile_platform, '') AS platform, r.client_id, r.freelancer_id
FROM reports AS r
LEFT JOIN pair_place AS p ON r.client_id = p.client_id AND r.freelancer_id = p.freelancer_id
WHERE r.reported_at < $as_of + INTERVAL 1 DAY
