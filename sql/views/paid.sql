-- about = "Payments, each judged: in a contract, in the window, released by fee or origin."
-- reads = ["billing", "contract_seen", "meant_place", "free_span", "release_seen", "pair"]
WITH outside AS (
    SELECT payment_id, relation_no, paid_at, paid_day, paid_on
    FROM billing
    WHERE NOT on_platform AND client_id IS NOT NULL
),

active AS (
    SELECT DISTINCT o.payment_id
    FROM outside AS o
    INNER JOIN contract_seen AS s
        ON o.relation_no = s.relation_no
    WHERE
        CASE WHEN o.paid_day OR s.started_day THEN s.started_on <= o.paid_on ELSE s.started_at <= o.paid_at END
        AND (
            s.ended_at IS NULL
            OR CASE WHEN o.paid_day OR s.ended_day THEN s.ended_on >= o.paid_on ELSE s.ended_at >= o.paid_at END
        )
),

free AS (
    SELECT DISTINCT o.payment_id
    FROM outside AS o
    INNER JOIN free_span AS f
        ON o.relation_no = f.relation_no
    WHERE f.free_from <= o.paid_on AND (f.free_until IS NULL OR o.paid_on < f.free_until)
    UNION
    -- Free on every platform of the two, where the payment names none of several.
    SELECT o.payment_id
    FROM outside AS o
    INNER JOIN meant_place AS p ON o.relation_no = p.relation_no
    INNER JOIN free_span AS f ON p.meant_no = f.relation_no
    WHERE f.free_from <= o.paid_on AND (f.free_until IS NULL OR o.paid_on < f.free_until)
    GROUP BY o.payment_id
    HAVING count(DISTINCT f.relation_no) = max(p.platforms)
)

SELECT
    b.*,
    p.relation_no IS NOT NULL AS in_pair,
    a.payment_id IS NOT NULL AS contract_active,
    f.payment_id IS NULL AS in_window,
    coalesce(r.exempt OR r.fee_paid_on <= b.paid_on, FALSE) AS released
FROM billing AS b
LEFT JOIN pair AS p ON b.relation_no = p.relation_no
LEFT JOIN active AS a ON b.payment_id = a.payment_id
LEFT JOIN free AS f ON b.payment_id = f.payment_id
LEFT JOIN release_seen AS r ON b.relation_no = r.relation_no
