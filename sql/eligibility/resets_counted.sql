-- about = "How many messages moved the date since the last payment or end of a contract, and the date that would be without them."
-- reads = ["resets"]
SELECT
    platform,
    client_id,
    freelancer_id,
    count(*) AS resets,
    cast(max(work_on) + INTERVAL ($window_months) MONTH AS DATE) AS without_messages_on
FROM resets
WHERE reset_on > work_on
GROUP BY platform, client_id, freelancer_id
