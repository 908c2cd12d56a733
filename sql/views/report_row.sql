-- about = "Reports with their platform; up to as-of."
-- reads = ["pair_place"]
SELECT
    r.report_id,
    coalesce(p.platform, r.profile_platform, '') AS platform,
    r.client_id,
    r.freelancer_id,
    r.reporter,
    r.reported_at,
    cast(r.reported_at AS DATE) AS reported_on,
    r.reason,
    r.message_id
FROM reports AS r
LEFT JOIN pair_place AS p ON r.client_id = p.client_id AND r.freelancer_id = p.freelancer_id
WHERE r.reported_at < $as_of + INTERVAL 1 DAY
