-- about = "Releases as a row is judged by them: that of its relationship, and where it names none of several platforms, what holds on all of them."
-- reads = ["release", "meant_place"]
WITH shared AS (
    SELECT
        m.relation_no,
        max(CASE WHEN NOT r.exempt THEN r.fee_paid_on END) AS fee_paid_on,
        bool_and(r.exempt) AS exempt
    FROM meant_place AS m
    INNER JOIN release AS r ON m.meant_no = r.relation_no
    GROUP BY m.relation_no
    HAVING count(*) = max(m.platforms)
)

SELECT relation_no, fee_paid_on, exempt FROM release
UNION ALL
SELECT s.relation_no, s.fee_paid_on, s.exempt
FROM shared AS s
LEFT JOIN release AS r ON s.relation_no = r.relation_no
WHERE r.relation_no IS NULL
