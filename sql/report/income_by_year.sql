-- about = "Income by year, platform, client and currency: gross (less refunds), fees and net on the platform, refunds by themselves, exit fees, and what came in outside it."
-- reads = ["paid"]
WITH counted AS (
    SELECT
        *,
        coalesce(kind, 'fixed') = 'refund' AS is_refund,
        coalesce(kind, 'fixed') = 'conversion_fee' AS is_exit_fee,
        coalesce(kind, 'fixed') = 'expense'
        OR (coalesce(kind, 'fixed') NOT IN ('refund', 'conversion_fee') AND amount <= 0) AS is_fee_alone,
        -- A refund gives its fee back, however its sign is written.
        CASE WHEN kind = 'refund' THEN -abs(fee) ELSE fee END AS platform_fee
    FROM paid
    WHERE
        -- An expense is no income, yet the fee that the platform took on it was paid.
        (on_platform AND fee <> 0)
        OR coalesce(kind, 'fixed') IN ('refund', 'conversion_fee')
        OR (coalesce(kind, 'fixed') IN ('hourly', 'fixed', 'milestone', 'bonus') AND amount > 0)
),

summed AS (
    SELECT
        cast(extract(YEAR FROM paid_on) AS INTEGER) AS year,
        platform,
        coalesce(client_id, '') AS client_id,
        coalesce(currency, '') AS currency,
        sum(CASE WHEN on_platform AND NOT is_exit_fee AND NOT is_fee_alone THEN amount ELSE 0 END) AS gross,
        -- One fee that no export tells, and neither the sum of fees nor what is left is known.
        CASE
            WHEN count(CASE WHEN on_platform AND NOT is_exit_fee AND fee IS NULL THEN 1 END) = 0
                THEN sum(CASE WHEN on_platform AND NOT is_exit_fee THEN platform_fee ELSE 0 END)
        END AS fees,
        sum(CASE WHEN on_platform OR is_exit_fee THEN 0 ELSE amount END) AS outside,
        sum(CASE WHEN is_refund AND on_platform THEN abs(amount) ELSE 0 END) AS refunds,
        sum(CASE WHEN is_exit_fee THEN abs(amount) ELSE 0 END) AS exit_fees
    FROM counted
    GROUP BY 1, 2, 3, 4
    HAVING count(CASE WHEN NOT is_exit_fee THEN 1 END) > 0 OR sum(CASE WHEN is_exit_fee THEN abs(amount) ELSE 0 END) > 0
)

-- Rounded once and subtracted then, so that what is shown adds up.
SELECT
    year,
    platform,
    client_id,
    currency,
    round(gross, 2) AS gross,
    round(fees, 2) AS fees,
    round(gross, 2) - round(fees, 2) AS net,
    round(outside, 2) AS outside,
    round(refunds, 2) AS refunds,
    round(exit_fees, 2) AS exit_fees
FROM summed
ORDER BY 1, 2, 3, 4
