-- about = "Relationships that the rules let go: from the day on which the exit fee was paid in full, or always where the origin is elsewhere; and what was paid where it was not enough."
-- reads = ["exit_fee", "stated", "pair"]
WITH fees AS (
    SELECT relation_no, paid_on AS fee_paid_on, FALSE AS exempt, FALSE AS is_stated FROM exit_fee
    WHERE in_full
    UNION ALL
    SELECT relation_no, exit_fee_paid_on, FALSE AS exempt, TRUE AS is_stated FROM stated
    WHERE exit_fee_paid_on <= $as_of
    UNION ALL
    SELECT relation_no, NULL AS fee_paid_on, TRUE AS exempt, FALSE AS is_stated FROM stated
    WHERE claimed AND NOT contact_precedes_meeting
    UNION ALL
    SELECT relation_no, NULL AS fee_paid_on, FALSE AS exempt, FALSE AS is_stated FROM exit_fee
),

parts AS (
    SELECT relation_no, max(paid_on) AS part_on, max_by(paid, paid_on) AS part, max_by(due, paid_on) AS due
    FROM exit_fee
    GROUP BY relation_no
),

released AS (
    SELECT relation_no, min(fee_paid_on) AS fee_paid_on, bool_or(exempt) AS exempt, bool_or(is_stated) AS fee_stated
    FROM fees
    GROUP BY relation_no
)

SELECT
    r.relation_no,
    p.platform,
    p.client_id,
    p.freelancer_id,
    r.fee_paid_on,
    r.exempt,
    -- What was paid of a fee that is not paid in full: NULL where its currency has no rate.
    CASE WHEN r.fee_paid_on IS NULL THEN q.part_on END AS fee_part_on,
    CASE WHEN r.fee_paid_on IS NULL THEN q.part END AS fee_part,
    q.due AS fee_due,
    -- All that was paid of it, enough or not: every reading takes it off; whoever states that it is settled states no amount.
    q.part AS fee_credit,
    r.fee_stated
FROM released AS r
INNER JOIN pair AS p ON r.relation_no = p.relation_no
LEFT JOIN parts AS q ON r.relation_no = q.relation_no
