-- about = "Days from which the policy's period may run: of payments, ends of paid contracts, messages by either side, or of what comes once."
-- reads = ["anchor_day", "anchor_row", "talk_day"]
-- kept = false
SELECT
    a.relation_no,
    a.anchor_on,
    a.anchor_rank,
    -- What names no row names nothing.
    coalesce(r.row_id, CASE WHEN a.anchor_rank = 3 THEN t.row_id END, '') AS row_id,
    a.before_on,
    a.next_on
FROM anchor_day AS a
LEFT JOIN anchor_row AS r ON a.relation_no = r.relation_no AND a.anchor_on = r.anchor_on
LEFT JOIN talk_day AS t ON a.relation_no = t.relation_no AND a.anchor_on = t.anchor_on
