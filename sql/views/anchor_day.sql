-- about = "Days from which the policy's period may run, without the rows that date them."
-- reads = ["anchor_row", "talk_day"]
-- Most are days of messages: their ids would be sorted along, and are asked for of few.
WITH days AS (
    SELECT relation_no, anchor_on, anchor_rank FROM anchor_row
    UNION ALL
    -- A message dates a day that nothing else does.
    SELECT t.relation_no, t.anchor_on, 3 AS anchor_rank
    FROM talk_day AS t
    LEFT JOIN anchor_row AS h ON t.relation_no = h.relation_no AND t.anchor_on = h.anchor_on
    WHERE $by_message AND h.relation_no IS NULL
)

SELECT
    relation_no,
    anchor_on,
    anchor_rank,
    lag(anchor_on) OVER (PARTITION BY relation_no ORDER BY anchor_on) AS before_on,
    lead(anchor_on) OVER (PARTITION BY relation_no ORDER BY anchor_on) AS next_on
FROM days
