-- about = "The months in which either side of a relationship wrote: marks of the timeline; system messages apart."
-- reads = ["talk"]
SELECT
    platform,
    client_id,
    freelancer_id,
    cast(date_trunc('month', sent_on) AS DATE) AS month_on,
    max(sent_on) AS last_on,
    count(*) AS messages
FROM talk
WHERE sender IN ('client', 'freelancer')
GROUP BY 1, 2, 3, 4
ORDER BY 1, 2, 3, 4
