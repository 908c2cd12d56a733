-- about = "What the user stated about a relationship, with its platform."
-- reads = ["pair_place", "platform_number"]
SELECT
    coalesce(p.platform, r.profile_platform, '') AS platform,
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
    cast(r.exit_fee_paid_on AS DATE) AS exit_fee_paid_on,
    cast(r.left_on AS DATE) AS left_on,
    r.last_contact_at,
    r.client_id || '/' || r.freelancer_id AS relationship_key
FROM relationships AS r
LEFT JOIN pair_place AS p ON r.client_id = p.client_id AND r.freelancer_id = p.freelancer_id
INNER JOIN platform_number AS w ON coalesce(p.platform, r.profile_platform, '') = w.platform
