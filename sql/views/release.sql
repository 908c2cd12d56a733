-- about = "Relationships that the rules let go: from the day on which an exit fee was paid, or always where the origin is elsewhere; and whether what was paid is all that was due."
-- reads = ["exit_fee", "stated", "pair"]
WITH fees AS (
    -- The payment itself frees, whatever its amount: the platform says what it takes. Where it is less than what the data
    -- make due, the reasons say so.
    SELECT relation_no, paid_on AS fee_paid_on, FALSE AS exempt, FALSE AS is_stated FROM exit_fee
    UNION ALL
    SELECT relation_no, exit_fee_paid_on, FALSE AS exempt, TRUE AS is_stated FROM stated
    WHERE exit_fee_paid_on <= $as_of
    UNION ALL
    SELECT relation_no, NULL AS fee_paid_on, TRUE AS exempt, FALSE AS is_stated FROM stated
    WHERE claimed AND NOT contact_precedes_meeting
),

spans AS (
    SELECT relation_no, min(paid_on) AS first_on, max(paid_on) AS part_on FROM exit_fee
    GROUP BY relation_no
),

parts AS (
    SELECT s.relation_no, s.first_on, s.part_on, f.payment_id, e.paid AS part, e.due, e.in_full
    FROM spans AS s
    INNER JOIN exit_fee AS f ON s.relation_no = f.relation_no AND s.first_on = f.paid_on
    INNER JOIN exit_fee AS e ON s.relation_no = e.relation_no AND s.part_on = e.paid_on
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
    -- What was paid by the last day of one, where the data do not show it to be all that was due: NULL where its currency has no rate.
    CASE WHEN NOT q.in_full THEN q.part_on END AS fee_part_on,
    CASE WHEN NOT q.in_full THEN q.part END AS fee_part,
    q.due AS fee_due,
    q.first_on AS fee_payment_on,
    q.payment_id AS fee_payment,
    -- All that was paid of it, enough or not: every reading takes it off; whoever states that it is settled states no amount.
    q.part AS fee_credit,
    r.fee_stated
FROM released AS r
INNER JOIN pair AS p ON r.relation_no = p.relation_no
LEFT JOIN parts AS q ON r.relation_no = q.relation_no
