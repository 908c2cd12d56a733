-- about = "What exit fees and comparisons are reckoned from, in the policy's currency: rates, billing and fees of the 12 months to the last payment and to as-of, service fees, fees ever paid."
-- reads = ["billing", "contract_span", "latest", "rate_span"]
WITH stated AS (
    SELECT
        relation_no,
        max(hourly) AS highest,
        -- Of rates of one time the highest, whatever the order of rows.
        max(CASE WHEN hourly IS NOT NULL THEN {'at': started_at, 'rate': hourly} END).rate AS latest,
        -- A rate that cannot be converted may be the highest, and is the last one where none came later.
        bool_or(hourly IS NULL) AS unrated,
        coalesce(
            max(CASE WHEN hourly IS NULL THEN started_at END) >= max(CASE WHEN hourly IS NOT NULL THEN started_at END),
            bool_or(hourly IS NULL)
        ) AS last_unrated
    FROM (
        SELECT
            s.relation_no,
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
    GROUP BY relation_no
),

lines AS NOT MATERIALIZED (
    SELECT
        b.relation_no,
        b.paid_at,
        b.paid_to,
        b.amount,
        b.amount_base,
        b.own,
        b.rate IS NULL AS unrated,
        CASE WHEN b.kind = 'refund' THEN -abs(b.fee) ELSE b.fee END AS fee,
        -- A fee that an export does not tell is not known, which is another thing than none.
        b.billed AND b.fee IS NULL AS untold,
        b.rate,
        -- Nothing is paid after the last payment: what is dated later was given back, and is taken off as it is of all billing.
        b.billed AND b.paid_on > b.paid_to - INTERVAL 12 MONTH AS in_year,
        b.billed AND b.paid_on > b.paid_to - INTERVAL ($service_fee_months) MONTH AS in_service,
        b.billed AND b.paid_on > $as_of - INTERVAL 12 MONTH AS in_now,
        b.counted AND b.hours >= 1 AND coalesce(b.kind, 'hourly') = 'hourly' AS charges,
        -- Below an hour the rounding of hours would say more than the rate.
        CASE
            WHEN b.counted AND b.hours >= 1 AND b.rate IS NOT NULL AND coalesce(b.kind, 'hourly') = 'hourly'
                THEN cast(
                    CASE WHEN b.own THEN cast(b.amount AS DOUBLE) ELSE cast(b.amount_base AS DOUBLE) END
                    / cast(b.hours AS DOUBLE) AS DECIMAL(20, 2)
                )
        END AS hourly
    FROM (
        SELECT
            p.*,
            l.last_paid_on AS paid_to,
            p.currency = p.base_currency AS own,
            coalesce(p.kind, 'fixed') IN ('hourly', 'fixed', 'milestone', 'bonus', 'refund') AS billed
        FROM billing AS p
        LEFT JOIN latest AS l ON p.relation_no = l.relation_no
        WHERE p.on_platform AND p.client_id IS NOT NULL AND coalesce(p.kind, '') <> 'conversion_fee'
    ) AS b
),

based AS (
    SELECT *, cast(fee AS DECIMAL(20, 4)) * cast(rate AS DECIMAL(18, 8)) AS fee_base, coalesce(fee <> 0, FALSE) AND unrated AS unrated_fee
    FROM lines
    WHERE relation_no IN (SELECT f.relation_no FROM lines AS f WHERE NOT f.own)
),

-- Converted amounts are wide numbers and slow to add; most relationships have none.
summed AS (
    SELECT
        relation_no,
        max(paid_to) AS paid_to,
        max(hourly) AS highest,
        max(CASE WHEN hourly IS NOT NULL THEN {'at': paid_at, 'rate': hourly} END).rate AS latest,
        cast(sum(CASE WHEN in_year THEN amount END) AS DECIMAL(18, 4)) AS billed_year,
        cast(
            CASE WHEN NOT bool_or(in_year AND untold) THEN coalesce(sum(CASE WHEN in_year THEN fee END), 0) END AS DECIMAL(18, 4)
        ) AS fees_year,
        cast(
            CASE WHEN NOT bool_or(in_service AND untold) THEN coalesce(sum(CASE WHEN in_service THEN fee END), 0) END
            AS DECIMAL(18, 4)
        ) AS service_fees,
        cast(sum(CASE WHEN in_now THEN amount END) AS DECIMAL(18, 4)) AS billed_now,
        cast(CASE WHEN NOT bool_or(in_now AND untold) THEN sum(CASE WHEN in_now THEN fee END) END AS DECIMAL(18, 4)) AS fees_now,
        cast(coalesce(sum(fee), 0) AS DECIMAL(18, 4)) AS fees_known,
        count(CASE WHEN untold THEN 1 END) AS fees_untold,
        FALSE AS rates_unrated,
        FALSE AS last_unrated,
        bool_or(charges) AS charges
    FROM lines
    GROUP BY relation_no
    HAVING bool_and(own)
    UNION ALL
    -- A sum is NULL as soon as one amount of it cannot be converted: the sum over a part would be too low.
    SELECT
        relation_no,
        max(paid_to) AS paid_to,
        max(hourly) AS highest,
        max(CASE WHEN hourly IS NOT NULL THEN {'at': paid_at, 'rate': hourly} END).rate AS latest,
        cast(CASE WHEN NOT bool_or(in_year AND unrated) THEN sum(CASE WHEN in_year THEN amount_base END) END AS DECIMAL(18, 4)),
        cast(
            CASE WHEN NOT bool_or(in_year AND (unrated OR untold)) THEN coalesce(sum(CASE WHEN in_year THEN fee_base END), 0) END
            AS DECIMAL(18, 4)
        ),
        cast(
            CASE
                WHEN NOT bool_or(in_service AND (unrated OR untold)) THEN coalesce(sum(CASE WHEN in_service THEN fee_base END), 0)
            END
            AS DECIMAL(18, 4)
        ),
        cast(CASE WHEN NOT bool_or(in_now AND unrated) THEN sum(CASE WHEN in_now THEN amount_base END) END AS DECIMAL(18, 4)),
        cast(
            CASE WHEN NOT bool_or(in_now AND (unrated OR untold)) THEN sum(CASE WHEN in_now THEN fee_base END) END
            AS DECIMAL(18, 4)
        ),
        cast(CASE WHEN NOT bool_or(unrated_fee) THEN coalesce(sum(fee_base), 0) END AS DECIMAL(18, 4)),
        count(CASE WHEN untold THEN 1 END),
        coalesce(bool_or(charges AND unrated), FALSE),
        coalesce(
            max(CASE WHEN charges AND unrated THEN paid_at END) >= max(CASE WHEN charges AND NOT unrated THEN paid_at END),
            bool_or(charges AND unrated)
        ),
        bool_or(charges)
    FROM based
    GROUP BY relation_no
),

joined AS (
    SELECT
        coalesce(s.relation_no, p.relation_no) AS relation_no,
        -- A charged rate within the rounding of hours is the stated one.
        CASE
            WHEN p.highest > coalesce(s.highest * 1.02, 0) THEN cast(p.highest AS DECIMAL(18, 2))
            ELSE cast(s.highest AS DECIMAL(18, 2))
        END AS highest,
        CASE
            WHEN p.latest IS NULL OR abs(p.latest - s.latest) <= s.latest * 0.02 THEN cast(s.latest AS DECIMAL(18, 2))
            ELSE cast(p.latest AS DECIMAL(18, 2))
        END AS latest,
        coalesce(s.unrated, FALSE) OR coalesce(p.rates_unrated, FALSE) AS highest_unrated,
        -- What was charged counts before what a contract states.
        CASE WHEN p.charges THEN coalesce(p.last_unrated, FALSE) ELSE coalesce(s.last_unrated, FALSE) END AS last_unrated,
        p.paid_to,
        p.billed_now,
        p.fees_now,
        p.billed_year,
        p.fees_year,
        p.service_fees,
        -- Without a payment on the platform nothing was paid in fees.
        CASE WHEN p.relation_no IS NULL THEN 0 WHEN p.fees_untold = 0 THEN p.fees_known END AS fees_paid,
        CASE WHEN p.relation_no IS NULL THEN 0 ELSE p.fees_known END AS fees_known,
        coalesce(p.fees_untold, 0) AS fees_untold
    FROM stated AS s
    FULL JOIN summed AS p ON s.relation_no = p.relation_no
)

SELECT
    relation_no,
    CASE WHEN NOT highest_unrated THEN highest END AS highest_rate,
    CASE WHEN NOT last_unrated THEN latest END AS last_rate,
    highest_unrated,
    last_unrated,
    paid_to,
    billed_now,
    fees_now,
    -- Refunds that outweigh those months leave nothing of them, and no fee is reckoned from less.
    CASE WHEN billed_year < 0 THEN 0 ELSE billed_year END AS billed_year,
    fees_year,
    service_fees,
    fees_paid,
    fees_known,
    fees_untold
FROM joined
