-- about = "Exit fees that stand among the payments: what was paid by each day, and what was due on it by the governing version."
-- reads = ["billing", "trace", "earning"]
WITH by_day AS (
    SELECT relation_no, platform, paid_on, min(payment_id) AS payment_id, sum(amount * rate) AS amount, bool_or(rate IS NULL) AS unrated
    FROM billing
    WHERE kind = 'conversion_fee' AND client_id IS NOT NULL AND amount <> 0
    GROUP BY relation_no, platform, paid_on
),

-- Instalments add up, and what was given back is taken off, whichever sign an export writes.
running AS (
    SELECT
        relation_no,
        platform,
        paid_on,
        payment_id,
        CASE WHEN NOT bool_or(unrated) OVER so_far THEN cast(abs(sum(amount) OVER so_far) AS DECIMAL(18, 2)) END AS paid
    FROM by_day
    WINDOW so_far AS (PARTITION BY relation_no ORDER BY paid_on)
),

-- Platform fees up to the day of the exit fee; NULL as soon as one of them is not known.
fees AS (
    SELECT
        e.relation_no,
        e.paid_on,
        CASE
            WHEN NOT bool_or(b.relation_no IS NOT NULL AND (b.fee IS NULL OR b.rate IS NULL))
                THEN cast(coalesce(sum(CASE WHEN b.kind = 'refund' THEN -abs(b.fee) ELSE b.fee END * b.rate), 0) AS DECIMAL(18, 2))
        END AS fees
    FROM running AS e
    LEFT JOIN billing AS b
        ON e.relation_no = b.relation_no
        AND b.on_platform
        AND b.paid_on <= e.paid_on
        AND coalesce(b.kind, 'fixed') IN ('hourly', 'fixed', 'milestone', 'bonus', 'refund')
    GROUP BY e.relation_no, e.paid_on
),

parts AS (
    SELECT
        e.*,
        f.fees,
        r.waived_from,
        r.share,
        r.billed_share,
        r.service_fee_months,
        r.floor,
        r.cap,
        -- Fees that are not known make the exit fee smaller, never larger.
        r.amount - CASE WHEN r.less_fees_paid THEN coalesce(f.fees, 0) ELSE 0 END AS bound,
        -- In cents: the largest of rounded sums is the largest one rounded.
        cast(greatest(
            r.amount - CASE WHEN r.less_fees_paid THEN f.fees ELSE 0 END,
            r.share * r.hours * CASE r.rate_kind WHEN 'last' THEN g.last_rate ELSE g.highest_rate END,
            CASE WHEN r.estimates AND g.highest_rate IS NULL AND NOT g.highest_unrated THEN r.share * g.billed_year END,
            r.billed_share * g.billed_year,
            CASE WHEN r.service_fee_months IS NOT NULL THEN g.service_fees END
        ) AS DECIMAL(18, 2)) AS most
    FROM running AS e
    INNER JOIN fees AS f ON e.relation_no = f.relation_no AND e.paid_on = f.paid_on
    INNER JOIN ruled AS w ON e.platform = w.platform
    LEFT JOIN trace AS c ON e.relation_no = c.relation_no
    LEFT JOIN earning AS g ON e.relation_no = g.relation_no
    INNER JOIN reading AS r
        ON w.group_no = r.group_no
        AND coalesce(c.first_contact_on, $as_of) >= r.governs_from
        AND coalesce(c.first_contact_on, $as_of) < r.governs_until
        AND r.fee_known AND r.reckoned
),

reckoned AS (
    SELECT
        relation_no,
        paid_on,
        cast(CASE
            WHEN fees >= waived_from THEN 0
            WHEN most IS NOT NULL THEN least(coalesce(cap, 999999999999), greatest(coalesce(floor, 0), 0, most))
        END AS DECIMAL(18, 2)) AS due,
        CASE WHEN fees IS NULL AND share IS NULL AND billed_share IS NULL AND service_fee_months IS NULL THEN bound END AS bound
    FROM parts
)

SELECT e.relation_no, e.paid_on, e.payment_id, e.paid, d.due, coalesce(e.paid >= coalesce(d.due, d.bound), FALSE) AS in_full
FROM running AS e
LEFT JOIN reckoned AS d ON e.relation_no = d.relation_no AND e.paid_on = d.paid_on
