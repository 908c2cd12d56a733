-- about = "Income by year, platform, client and currency: gross, fees and net on the platform, and what came in outside it."
-- reads = ["paid"]
SELECT
    cast(extract(YEAR FROM paid_on) AS INTEGER) AS year,
    platform,
    coalesce(client_id, '') AS client_id,
    coalesce(currency, '') AS currency,
    sum(CASE WHEN on_platform THEN amount ELSE 0 END) AS gross,
    sum(CASE WHEN on_platform THEN coalesce(fee, 0) ELSE 0 END) AS fees,
    sum(CASE WHEN on_platform THEN amount - coalesce(fee, 0) ELSE 0 END) AS net,
    sum(CASE WHEN on_platform THEN 0 ELSE amount END) AS outside
FROM paid
WHERE
    coalesce(kind, 'fixed') = 'refund'
    OR (coalesce(kind, 'fixed') IN ('hourly', 'fixed', 'milestone', 'bonus') AND amount > 0)
GROUP BY 1, 2, 3, 4
ORDER BY 1, 2, 3, 4
