-- about = "The anchor that governs the date: the latest one, or the one before freedom where it was reached."
-- reads = ["anchor_day", "anchor_row", "talk_day", "free_span"]
WITH freed AS (
    SELECT relation_no, min(free_from) AS free_from
    FROM free_span
    WHERE free_from <= $as_of AND (free_until IS NULL OR free_until > $as_of)
    GROUP BY relation_no
),

last AS (
    SELECT a.relation_no, a.anchor_on, a.anchor_rank, f.free_from IS NOT NULL AS free_now
    FROM anchor_day AS a
    LEFT JOIN freed AS f ON a.relation_no = f.relation_no
    WHERE
        (f.free_from IS NULL OR a.anchor_on < f.free_from)
        AND (a.next_on IS NULL OR a.next_on >= f.free_from)
)

SELECT
    g.relation_no,
    g.anchor_on,
    g.anchor_rank,
    CASE g.anchor_rank
        WHEN 1 THEN 'last_payment'
        WHEN 2 THEN 'contract_end'
        WHEN 3 THEN 'last_message'
        WHEN 4 THEN 'first_contact'
        WHEN 5 THEN 'first_contract'
        WHEN 6 THEN 'unbroken_contract'
        ELSE 'account_end'
    END AS governing_anchor,
    coalesce(r.row_id, CASE WHEN g.anchor_rank = 3 THEN t.row_id END, '') AS row_id,
    g.free_now,
    cast(g.anchor_on + INTERVAL ($window_months) MONTH AS DATE) AS eligible_on
FROM last AS g
LEFT JOIN anchor_row AS r ON g.relation_no = r.relation_no AND g.anchor_on = r.anchor_on
LEFT JOIN talk_day AS t ON g.relation_no = t.relation_no AND g.anchor_on = t.anchor_on
