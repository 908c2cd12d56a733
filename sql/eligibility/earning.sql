-- about = "What exit fees and comparisons are reckoned from, in the policy's currency: rates, billing and fees of the 12 months to the last payment and to as-of, service fees, fees ever paid."
-- reads = ["billing", "contract_span", "rate_span"]
WITH stated AS (
    SELECT
        platform,
        client_id,
        freelancer_id,
        max(hourly) AS highest,
        max_by(hourly, started_at) AS latest
    FROM (
        SELECT
            s.platform,
            s.client_id,
            s.freelancer_id,
            s.started_at,
            cast(s.hourly_rate AS DECIMAL(20, 4))
            * cast(CASE WHEN coalesce(s.currency, $currency) = $currency THEN 1 ELSE r.rate END AS DECIMAL(18, 8)) AS hourly
        FROM contract_span AS s
        LEFT JOIN rate_span AS r
            ON s.currency = r.currency
            AND s.started_on >= r.from_on
            AND (r.until_on IS NULL OR s.started_on < r.until_on)
        WHERE s.hourly_rate > 0
    ) AS rated
    GROUP BY platform, client_id, freelancer_id
),

last_paid AS (
    SELECT platform, client_id, freelancer_id, max(paid_on) AS paid_to
    FROM billing
    WHERE counted AND client_id IS NOT NULL
    GROUP BY platform, client_id, freelancer_id
),

lines AS (
    SELECT
        b.platform,
        b.client_id,
        b.freelancer_id,
        b.paid_at,
        l.paid_to,
        b.amount_base,
        b.rate IS NULL AS unrated,
        cast(CASE WHEN b.kind = 'refund' THEN -abs(b.fee) ELSE b.fee END AS DECIMAL(20, 4)) * cast(b.rate AS DECIMAL(18, 8)) AS fee_base,
        b.fee IS NOT NULL AND b.fee <> 0 AND b.rate IS NULL AS unrated_fee,
        coalesce(b.kind, 'fixed') IN ('hourly', 'fixed', 'milestone', 'bonus', 'refund') AS billed,
        coalesce(b.kind, 'fixed') IN ('hourly', 'fixed', 'milestone', 'bonus', 'refund')
        AND b.paid_on > l.paid_to - INTERVAL 12 MONTH AS in_year,
        coalesce(b.kind, 'fixed') IN ('hourly', 'fixed', 'milestone', 'bonus', 'refund')
        AND b.paid_on > l.paid_to - INTERVAL ($service_fee_months) MONTH AS in_service,
        coalesce(b.kind, 'fixed') IN ('hourly', 'fixed', 'milestone', 'bonus', 'refund')
        AND b.paid_on > $as_of - INTERVAL 12 MONTH AS in_now,
        -- Below an hour the rounding of hours would say more than the rate.
        CASE
            WHEN b.counted AND b.hours >= 1 AND b.rate IS NOT NULL AND coalesce(b.kind, 'hourly') = 'hourly'
                THEN cast(cast(b.amount_base AS DOUBLE) / cast(b.hours AS DOUBLE) AS DECIMAL(20, 2))
        END AS hourly
    FROM billing AS b
    LEFT JOIN last_paid AS l
        ON b.platform = l.platform AND b.client_id = l.client_id AND b.freelancer_id = l.freelancer_id
    WHERE b.on_platform AND b.client_id IS NOT NULL AND coalesce(b.kind, '') <> 'conversion_fee'
),

summed AS (
    -- A sum is NULL as soon as one amount of it cannot be converted: the sum over a part would be too low.
    SELECT
        platform,
        client_id,
        freelancer_id,
        max(paid_to) AS paid_to,
        max(hourly) AS highest,
        max_by(hourly, CASE WHEN hourly IS NOT NULL THEN paid_at END) AS latest,
        CASE WHEN NOT bool_or(in_year AND unrated) THEN sum(CASE WHEN in_year THEN amount_base END) END AS billed_year,
        CASE WHEN NOT bool_or(in_year AND unrated) THEN coalesce(sum(CASE WHEN in_year THEN fee_base END), 0) END AS fees_year,
        CASE WHEN NOT bool_or(in_service AND unrated) THEN coalesce(sum(CASE WHEN in_service THEN fee_base END), 0) END
            AS service_fees,
        CASE WHEN NOT bool_or(in_now AND unrated) THEN sum(CASE WHEN in_now THEN amount_base END) END AS billed_now,
        CASE WHEN NOT bool_or(in_now AND unrated) THEN sum(CASE WHEN in_now THEN fee_base END) END AS fees_now,
        CASE WHEN NOT bool_or(unrated_fee) THEN coalesce(sum(fee_base), 0) END AS fees_paid
    FROM lines
    GROUP BY platform, client_id, freelancer_id
)

SELECT
    coalesce(s.platform, p.platform) AS platform,
    coalesce(s.client_id, p.client_id) AS client_id,
    coalesce(s.freelancer_id, p.freelancer_id) AS freelancer_id,
    -- A charged rate within the rounding of hours is the stated one.
    cast(CASE WHEN p.highest > coalesce(s.highest * 1.02, 0) THEN p.highest ELSE s.highest END AS DECIMAL(18, 2))
        AS highest_rate,
    cast(
        CASE WHEN abs(p.latest - s.latest) <= s.latest * 0.02 THEN s.latest ELSE coalesce(p.latest, s.latest) END
        AS DECIMAL(18, 2)
    ) AS last_rate,
    p.paid_to,
    cast(p.billed_now AS DECIMAL(18, 4)) AS billed_now,
    cast(p.fees_now AS DECIMAL(18, 4)) AS fees_now,
    cast(p.billed_year AS DECIMAL(18, 4)) AS billed_year,
    cast(p.fees_year AS DECIMAL(18, 4)) AS fees_year,
    cast(p.service_fees AS DECIMAL(18, 4)) AS service_fees,
    -- Without a payment on the platform nothing was paid in fees.
    CASE WHEN p.client_id IS NULL THEN 0 ELSE cast(p.fees_paid AS DECIMAL(18, 4)) END AS fees_paid
FROM stated AS s
FULL JOIN summed AS p ON s.platform = p.platform AND s.client_id = p.client_id AND s.freelancer_id = p.freelancer_id
