-- about = "The platforms of each client and freelancer who work together on several: what is stated or reported without naming one is said of each."
-- reads = ["trace", "pair_place", "platform_number"]
SELECT
    p.client_id,
    p.freelancer_id,
    p.pair_no,
    w.platform,
    t.relation_no,
    count(*) OVER (PARTITION BY p.pair_no) AS platforms
FROM trace AS t
INNER JOIN platform_number AS w ON t.relation_no % w.platforms = w.platform_no
INNER JOIN pair_place AS p ON t.relation_no // w.platforms = p.pair_no
WHERE p.platform IS NULL AND w.platform <> ''
