-- about = "Messages by the number of their relationship alone, for whoever adds up many; up to as-of, system messages included."
-- reads = ["contract_place", "pair_place", "platform_number"]
-- What talk says of client, freelancer, platform and thread is left out: written for every message it takes time and memory.
SELECT
    m.message_id,
    p.pair_no * w.platforms + w.platform_no AS relation_no,
    m.sender,
    m.sent_at,
    m.sent_at_precision = 'day' AS sent_day,
    cast(m.sent_at AS DATE) AS sent_on
FROM messages AS m
LEFT JOIN contract_place AS c ON m.contract_id = c.contract_id
LEFT JOIN pair_place AS p ON m.client_id = p.client_id AND m.freelancer_id = p.freelancer_id
INNER JOIN platform_number AS w ON coalesce(nullif(c.platform, ''), p.platform, m.profile_platform, '') = w.platform
WHERE m.sent_at < $as_of + INTERVAL 1 DAY
