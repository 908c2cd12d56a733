-- about = "Income by month and currency: on the platform, outside it from known clients, and outside it from others."
-- reads = ["paid"]
SELECT
    cast(date_trunc('month', paid_on) AS DATE) AS month_on,
    coalesce(currency, '') AS currency,
    sum(CASE WHEN on_platform THEN amount ELSE 0 END) AS gross,
    -- A refund gives its fee back, however its sign is written.
    sum(CASE WHEN on_platform THEN CASE WHEN kind = 'refund' THEN -abs(coalesce(fee, 0)) ELSE coalesce(fee, 0) END ELSE 0 END) AS fees,
    sum(CASE WHEN NOT on_platform AND in_pair THEN amount ELSE 0 END) AS outside,
    sum(CASE WHEN NOT on_platform AND NOT in_pair THEN amount ELSE 0 END) AS elsewhere,
    count(*) AS payments
FROM paid
-- Money that came in: what a freelancer spends or passes on is no income, a refund takes income back.
WHERE
    coalesce(kind, 'fixed') = 'refund'
    OR (coalesce(kind, 'fixed') IN ('hourly', 'fixed', 'milestone', 'bonus') AND amount > 0)
GROUP BY 1, 2
ORDER BY 2, 1
