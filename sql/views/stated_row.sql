-- about = "What the user stated about a relationship, with its platform; where the two work on several and the statement names none, on each of them."
-- reads = ["pair_place", "pair_platform", "platform_number"]
SELECT
    w.platform,
    p.pair_no,
    p.pair_no * w.platforms + w.platform_no AS relation_no,
    r.client_id,
    r.freelancer_id,
    r.origin,
    r.origin_detail,
    r.first_met_at,
    coalesce(r.first_met_at_precision = 'day', FALSE) AS first_met_day,
    cast(r.first_met_at AS DATE) AS first_met_on,
    r.evidence,
    r.client_name,
    coalesce(r.enterprise, FALSE) AS enterprise,
    -- A fee is paid to one platform, and one platform is left: which of several is not known, so that neither counts for any.
    CASE WHEN coalesce(s.platforms, 1) = 1 THEN cast(r.exit_fee_paid_on AS DATE) END AS exit_fee_paid_on,
    CASE WHEN coalesce(s.platforms, 1) = 1 THEN cast(r.left_on AS DATE) END AS left_on,
    r.last_contact_at,
    r.client_id || '/' || r.freelancer_id AS relationship_key
FROM relationships AS r
LEFT JOIN pair_place AS p ON r.client_id = p.client_id AND r.freelancer_id = p.freelancer_id
LEFT JOIN pair_platform AS s ON p.pair_no = s.pair_no AND coalesce(r.profile_platform, '') = ''
INNER JOIN platform_number AS w ON coalesce(p.platform, nullif(r.profile_platform, ''), s.platform, '') = w.platform
