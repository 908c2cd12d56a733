-- about = "What exit fees are reckoned from, in the policy's currency: rates charged, billing of 12 months and service fees of some months up to the last payment."
-- reads = ["billing", "contract_span", "rate_span", "reading"]
WITH last_paid AS (
    SELECT platform, client_id, freelancer_id, max(paid_on) AS paid_to
    FROM billing
    WHERE counted AND client_id IS NOT NULL
    GROUP BY platform, client_id, freelancer_id
),

stated AS (
    SELECT
        s.platform,
        s.client_id,
        s.freelancer_id,
        max(cast(s.hourly_rate AS DECIMAL(20, 4)) * cast(CASE WHEN coalesce(s.currency, $currency) = $currency THEN 1 ELSE r.rate END AS DECIMAL(18, 8)))
            AS highest,
        max_by(
            cast(s.hourly_rate AS DECIMAL(20, 4)) * cast(CASE WHEN coalesce(s.currency, $currency) = $currency THEN 1 ELSE r.rate END AS DECIMAL(18, 8)),
            s.started_at
        ) AS latest
    FROM contract_span AS s
    LEFT JOIN rate_span AS r
        ON s.currency = r.currency
        AND s.started_on >= r.from_on
        AND (r.until_on IS NULL OR s.started_on < r.until_on)
    WHERE s.hourly_rate > 0
    GROUP BY s.platform, s.client_id, s.freelancer_id
),

-- Below an hour the rounding of hours would say more than the rate.
charged AS (
    SELECT
        platform, client_id, freelancer_id, paid_at,
        cast(cast(amount_base AS DOUBLE) / cast(hours AS DOUBLE) AS DECIMAL(20, 2)) AS hourly
    FROM billing
    WHERE counted AND client_id IS NOT NULL AND hours >= 1 AND rate IS NOT NULL AND coalesce(kind, 'hourly') = 'hourly'
),

paid AS (
    SELECT platform, client_id, freelancer_id, max(hourly) AS highest, max_by(hourly, paid_at) AS latest
    FROM charged
    GROUP BY platform, client_id, freelancer_id
),

span AS (
    SELECT
        b.platform,
        b.client_id,
        b.freelancer_id,
        l.paid_to,
        -- NULL as soon as one amount cannot be converted: a sum over a part would be too low.
        CASE WHEN bool_and(b.rate IS NOT NULL OR b.paid_on <= l.paid_to - INTERVAL 12 MONTH)
                THEN sum(CASE WHEN b.paid_on > l.paid_to - INTERVAL 12 MONTH THEN b.amount_base END)
        END AS billed_year,
        CASE WHEN bool_and(b.rate IS NOT NULL OR b.paid_on <= l.paid_to - INTERVAL 12 MONTH)
                THEN coalesce(sum(
                    CASE WHEN b.paid_on > l.paid_to - INTERVAL 12 MONTH
                            THEN
                                cast(CASE WHEN b.kind = 'refund' THEN -abs(b.fee) ELSE b.fee END AS DECIMAL(20, 4))
                                * cast(b.rate AS DECIMAL(18, 8))
                    END
                ), 0)
        END AS fees_year,
        CASE WHEN bool_and(b.rate IS NOT NULL OR b.paid_on <= l.paid_to - INTERVAL ($service_fee_months) MONTH)
                THEN coalesce(sum(
                    CASE WHEN b.paid_on > l.paid_to - INTERVAL ($service_fee_months) MONTH
                            THEN
                                cast(CASE WHEN b.kind = 'refund' THEN -abs(b.fee) ELSE b.fee END AS DECIMAL(20, 4))
                                * cast(b.rate AS DECIMAL(18, 8))
                    END
                ), 0)
        END AS service_fees
    FROM billing AS b
    INNER JOIN last_paid AS l
        ON b.platform = l.platform AND b.client_id = l.client_id AND b.freelancer_id = l.freelancer_id
    WHERE b.on_platform AND coalesce(b.kind, 'fixed') IN ('hourly', 'fixed', 'milestone', 'bonus', 'refund')
    GROUP BY b.platform, b.client_id, b.freelancer_id, l.paid_to
),

-- The same for the 12 months before as-of: what stands at risk now.
now_billed AS (
    SELECT
        platform,
        client_id,
        freelancer_id,
        CASE WHEN bool_and(rate IS NOT NULL) THEN sum(amount_base) END AS billed_now,
        CASE WHEN bool_and(rate IS NOT NULL)
                THEN sum(
                    cast(CASE WHEN kind = 'refund' THEN -abs(fee) ELSE fee END AS DECIMAL(20, 4)) * cast(rate AS DECIMAL(18, 8))
                )
        END AS fees_now
    FROM billing
    WHERE
        on_platform
        AND client_id IS NOT NULL
        AND coalesce(kind, 'fixed') IN ('hourly', 'fixed', 'milestone', 'bonus', 'refund')
        AND paid_on > $as_of - INTERVAL 12 MONTH
    GROUP BY platform, client_id, freelancer_id
)

SELECT
    coalesce(s.platform, p.platform, y.platform) AS platform,
    coalesce(s.client_id, p.client_id, y.client_id) AS client_id,
    coalesce(s.freelancer_id, p.freelancer_id, y.freelancer_id) AS freelancer_id,
    -- A charged rate within the rounding of hours is the stated one.
    cast(CASE WHEN p.highest > coalesce(s.highest * 1.02, 0) THEN p.highest ELSE s.highest END AS DECIMAL(18, 2))
        AS highest_rate,
    cast(
        CASE WHEN abs(p.latest - s.latest) <= s.latest * 0.02 THEN s.latest ELSE coalesce(p.latest, s.latest) END
        AS DECIMAL(18, 2)
    ) AS last_rate,
    y.paid_to,
    cast(y.billed_year AS DECIMAL(18, 4)) AS billed_year,
    cast(n.billed_now AS DECIMAL(18, 4)) AS billed_now,
    cast(n.fees_now AS DECIMAL(18, 4)) AS fees_now,
    cast(y.fees_year AS DECIMAL(18, 4)) AS fees_year,
    cast(y.service_fees AS DECIMAL(18, 4)) AS service_fees
FROM stated AS s
FULL JOIN paid AS p ON s.platform = p.platform AND s.client_id = p.client_id AND s.freelancer_id = p.freelancer_id
FULL JOIN span AS y
    ON coalesce(s.platform, p.platform) = y.platform AND coalesce(s.client_id, p.client_id) = y.client_id
    AND coalesce(s.freelancer_id, p.freelancer_id) = y.freelancer_id
LEFT JOIN now_billed AS n
    ON y.platform = n.platform AND y.client_id = n.client_id AND y.freelancer_id = n.freelancer_id
