-- about = "Each day on which a message moved a date that was still running, or one that a new contract had set running again: the message, the date before it and the date after it."
-- reads = ["anchor_day", "anchor_row", "talk_day", "contract_island", "free_span"]
WITH moving AS (
    SELECT m.relation_no, m.anchor_on, m.before_on
    FROM anchor_day AS m
    -- What is said in freedom moves nothing.
    LEFT JOIN free_span AS f
        ON
        m.relation_no = f.relation_no AND m.anchor_on >= f.free_from
        AND (f.free_until IS NULL OR m.anchor_on < f.free_until)
    WHERE m.anchor_rank = 3 AND m.before_on IS NOT NULL AND f.relation_no IS NULL
),

-- Talk before the first contract and during one moves nothing.
outside AS (
    SELECT m.relation_no, m.anchor_on
    FROM moving AS m
    INNER JOIN contract_island AS i ON m.relation_no = i.relation_no
    GROUP BY m.relation_no, m.anchor_on
    HAVING min(i.started_on) < m.anchor_on AND NOT bool_or(i.started_on <= m.anchor_on AND i.ended_on >= m.anchor_on)
)

SELECT
    m.relation_no,
    m.anchor_on AS reset_on,
    coalesce(r.row_id, t.row_id, '') AS row_id,
    cast(m.before_on + INTERVAL ($window_months) MONTH AS DATE) AS moved_from,
    cast(m.anchor_on + INTERVAL ($window_months) MONTH AS DATE) AS moved_to
FROM moving AS m
INNER JOIN outside AS o ON m.relation_no = o.relation_no AND m.anchor_on = o.anchor_on
LEFT JOIN anchor_row AS r ON m.relation_no = r.relation_no AND m.anchor_on = r.anchor_on
LEFT JOIN talk_day AS t ON m.relation_no = t.relation_no AND m.anchor_on = t.anchor_on
