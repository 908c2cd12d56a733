-- about = "What exit fees are reckoned from where all amounts of a relationship stand in one currency that is not the policy's: for readings that reckon in that one."
-- reads = ["billing", "contract_span", "latest"]
WITH foreign_lines AS (
    SELECT
        b.relation_no,
        b.currency,
        b.paid_at,
        b.amount,
        coalesce(b.kind = 'conversion_fee', FALSE) AS is_exit_fee,
        CASE WHEN b.kind = 'refund' THEN -abs(b.fee) ELSE b.fee END AS fee,
        b.fee IS NULL AND coalesce(b.kind, 'fixed') IN ('hourly', 'fixed', 'milestone', 'bonus', 'refund') AS untold,
        coalesce(b.kind, 'fixed') IN ('hourly', 'fixed', 'milestone', 'bonus', 'refund') AS billed,
        b.paid_on > l.last_paid_on - INTERVAL 12 MONTH AS in_year,
        b.paid_on > l.last_paid_on - INTERVAL ($service_fee_months) MONTH AS in_service,
        CASE
            WHEN b.counted AND b.hours >= 1 AND coalesce(b.kind, 'hourly') = 'hourly'
                THEN cast(cast(b.amount AS DOUBLE) / cast(b.hours AS DOUBLE) AS DECIMAL(20, 2))
        END AS hourly
    FROM billing AS b
    LEFT JOIN latest AS l ON b.relation_no = l.relation_no
    WHERE
        b.client_id IS NOT NULL AND (b.on_platform OR b.kind = 'conversion_fee')
        AND b.relation_no IN (SELECT f.relation_no FROM billing AS f WHERE f.currency <> $currency)
),

summed AS (
    SELECT
        relation_no,
        min(currency) AS currency,
        max(hourly) AS highest,
        max(CASE WHEN hourly IS NOT NULL THEN {'at': paid_at, 'rate': hourly} END).rate AS latest,
        sum(CASE WHEN billed AND in_year THEN amount END) AS billed_year,
        CASE
            WHEN NOT bool_or(billed AND in_service AND untold) THEN coalesce(sum(CASE WHEN billed AND in_service THEN fee END), 0)
        END AS service_fees,
        coalesce(sum(CASE WHEN NOT is_exit_fee THEN fee END), 0) AS fees_known,
        count(CASE WHEN untold THEN 1 END) AS fees_untold,
        abs(sum(CASE WHEN is_exit_fee THEN amount END)) AS fee_credit
    FROM foreign_lines
    GROUP BY relation_no
    HAVING min(currency) = max(currency)
),

stated AS (
    SELECT
        relation_no,
        min(currency) AS currency,
        max(currency) AS other,
        max(hourly_rate) AS highest,
        max({'at': started_at, 'rate': hourly_rate}).rate AS latest
    FROM contract_span
    WHERE hourly_rate > 0
    GROUP BY relation_no
)

SELECT
    p.relation_no,
    p.currency,
    -- A charged rate within the rounding of hours is the stated one.
    cast(CASE WHEN p.highest > coalesce(s.highest * 1.02, 0) THEN p.highest ELSE s.highest END AS DECIMAL(18, 2)) AS highest_rate,
    cast(
        CASE WHEN p.latest IS NULL OR abs(p.latest - s.latest) <= s.latest * 0.02 THEN s.latest ELSE p.latest END AS DECIMAL(18, 2)
    ) AS last_rate,
    -- Refunds that outweigh those months leave nothing of them, and no fee is reckoned from less.
    cast(CASE WHEN p.billed_year < 0 THEN 0 ELSE p.billed_year END AS DECIMAL(18, 4)) AS billed_year,
    cast(p.service_fees AS DECIMAL(18, 4)) AS service_fees,
    cast(CASE WHEN p.fees_untold = 0 THEN p.fees_known END AS DECIMAL(18, 4)) AS fees_paid,
    cast(p.fees_known AS DECIMAL(18, 4)) AS fees_known,
    p.fees_untold,
    cast(p.fee_credit AS DECIMAL(18, 2)) AS fee_credit
FROM summed AS p
LEFT JOIN stated AS s ON p.relation_no = s.relation_no
-- A rate whose currency nobody names is taken for one of the payments'.
WHERE coalesce(s.currency, p.currency) = p.currency AND coalesce(s.other, p.currency) = p.currency
