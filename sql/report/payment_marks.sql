-- about = "The months in which a relationship was paid, on the platform and outside it: marks of the timeline."
-- reads = ["paid"]
SELECT
    platform,
    client_id,
    freelancer_id,
    on_platform,
    cast(date_trunc('month', paid_on) AS DATE) AS month_on,
    min(paid_on) AS first_on,
    max(paid_on) AS last_on,
    count(*) AS payments
FROM paid
WHERE in_pair AND amount > 0 AND coalesce(kind, 'fixed') IN ('hourly', 'fixed', 'milestone', 'bonus')
GROUP BY 1, 2, 3, 4, 5
ORDER BY 1, 2, 3, 4, 5
