-- noqa: disable=all
-- about = "Each account and value with the lowest number that can be reached from it over values that are not public, or over public ones by accounts that share nothing else: connected components."
-- reads = ["shared_value"]
WITH RECURSIVE link AS (
    SELECT account_no AS one, value_no AS other FROM shared_value
    WHERE links
    UNION ALL
    SELECT value_no, account_no FROM shared_value
    WHERE links
),

reached (node, component) USING KEY (node) AS (
    SELECT DISTINCT one, one FROM link
    UNION
    SELECT l.other, min(r.component)
    FROM reached AS r
    INNER JOIN link AS l ON r.node = l.one
    INNER JOIN recurring.reached AS known ON l.other = known.node
    WHERE r.component < known.component
    GROUP BY l.other
)

SELECT node, component FROM reached
