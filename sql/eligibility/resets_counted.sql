-- about = "How many messages moved the date since the last payment or end of a contract, and the date that would be without them."
-- reads = ["resets", "anchor"]
SELECT
    r.platform,
    r.client_id,
    r.freelancer_id,
    count(CASE WHEN r.reset_on > w.work_on THEN 1 END) AS resets,
    cast(max(w.work_on) + INTERVAL ($window_months) MONTH AS DATE) AS without_messages_on
FROM resets AS r
INNER JOIN (
    SELECT platform, client_id, freelancer_id, max(anchor_on) AS work_on FROM anchor
    WHERE anchor_rank <> 3
    GROUP BY platform, client_id, freelancer_id
) AS w
    ON r.platform = w.platform AND r.client_id = w.client_id AND r.freelancer_id = w.freelancer_id
GROUP BY r.platform, r.client_id, r.freelancer_id
