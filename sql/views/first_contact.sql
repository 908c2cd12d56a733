-- about = "The first contact of a relationship on the platform: message, contract start or payment there."
-- reads = ["trace", "pair_place", "platform_number"]
SELECT
    w.platform,
    p.client_id,
    p.freelancer_id,
    t.first_contact_at,
    t.first_contact_day,
    t.first_contact_on,
    p.pair_no,
    t.relation_no
FROM trace AS t
INNER JOIN platform_number AS w ON t.relation_no % w.platforms = w.platform_no
INNER JOIN pair_place AS p ON t.relation_no // w.platforms = p.pair_no
