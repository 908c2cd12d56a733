-- about = "How many messages moved the date since the last payment or end of a contract, and the date that would be without them."
-- reads = ["resets", "anchor_day"]
SELECT
    r.relation_no,
    count(CASE WHEN r.reset_on > w.work_on THEN 1 END) AS resets,
    cast(max(w.work_on) + INTERVAL ($window_months) MONTH AS DATE) AS without_messages_on
FROM resets AS r
INNER JOIN (
    SELECT relation_no, max(anchor_on) AS work_on FROM anchor_day
    WHERE anchor_rank <> 3
    GROUP BY relation_no
) AS w ON r.relation_no = w.relation_no
GROUP BY r.relation_no
