-- about = "Reports with their platform, or with each where the two work on several and the report names none; up to as-of."
-- reads = ["pair_place", "pair_platform"]
SELECT
    r.report_id,
    coalesce(p.platform, nullif(r.profile_platform, ''), s.platform, '') AS platform,
    r.client_id,
    r.freelancer_id,
    r.reporter,
    r.reported_at,
    cast(r.reported_at AS DATE) AS reported_on,
    r.reason,
    r.message_id,
    'messages:' || m.message_id AS message_mark
FROM reports AS r
LEFT JOIN pair_place AS p ON r.client_id = p.client_id AND r.freelancer_id = p.freelancer_id
-- What a report names may never have been loaded, or be a message of others.
LEFT JOIN messages AS m
    ON r.message_id = m.message_id AND r.client_id = m.client_id AND r.freelancer_id = m.freelancer_id
LEFT JOIN pair_platform AS s ON p.pair_no = s.pair_no AND coalesce(r.profile_platform, '') = ''
WHERE r.reported_at < $as_of + INTERVAL 1 DAY
