-- about = "The months in which details or asks were found in a relationship's messages, by category: marks of the timeline."
-- reads = ["signal"]
SELECT
    platform,
    client_id,
    freelancer_id,
    category,
    cast(date_trunc('month', sent_on) AS DATE) AS month_on,
    max(sent_on) AS last_on,
    count(*) AS detections
FROM signal
WHERE stance <> 'decline'
GROUP BY 1, 2, 3, 4, 5
ORDER BY 1, 2, 3, 4, 5
