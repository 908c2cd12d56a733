-- about = "Every relationship with its number: platform, client and freelancer that stand in a contract, message, statement, report or payment on the platform, or in one outside that names none of several platforms."
-- reads = ["trace", "billing", "stated_row", "report_row", "pair_place", "platform_number", "meant_place"]
WITH numbers AS (
    SELECT relation_no FROM trace
    UNION
    SELECT relation_no FROM stated_row
    UNION
    SELECT relation_no FROM billing
    WHERE client_id IS NOT NULL AND kind = 'conversion_fee'
    UNION
    SELECT b.relation_no
    FROM billing AS b
    INNER JOIN meant_place AS m ON b.relation_no = m.relation_no
    WHERE b.client_id IS NOT NULL
    UNION
    SELECT p.pair_no * w.platforms + w.platform_no AS relation_no
    FROM report_row AS r
    INNER JOIN pair_place AS p ON r.client_id = p.client_id AND r.freelancer_id = p.freelancer_id
    INNER JOIN platform_number AS w ON r.platform = w.platform
)

SELECT w.platform, p.client_id, p.freelancer_id, n.relation_no
FROM numbers AS n
INNER JOIN platform_number AS w ON n.relation_no % w.platforms = w.platform_no
INNER JOIN pair_place AS p ON n.relation_no // w.platforms = p.pair_no
