-- about = "Fees paid in the policy's currency and lifetime billing in the main currency, per relationship."
-- reads = ["billing"]
WITH fees AS (
    SELECT
        platform,
        client_id,
        freelancer_id,
        -- NULL as soon as one fee cannot be converted: a sum over a part would be too low.
        CASE
            WHEN bool_or(fee IS NOT NULL AND fee <> 0 AND rate IS NULL) THEN NULL
            ELSE
                coalesce(
                    sum(cast(CASE WHEN kind = 'refund' THEN -abs(fee) ELSE fee END AS DECIMAL(20, 4)) * cast(rate AS DECIMAL(18, 8))),
                    0
                )
        END AS fees_paid
    FROM billing
    WHERE on_platform AND client_id IS NOT NULL AND coalesce(kind, '') <> 'conversion_fee'
    GROUP BY platform, client_id, freelancer_id
),

billed AS (
    SELECT
        platform, client_id, freelancer_id, currency, count(*) AS payments, sum(amount) AS billed,
        row_number() OVER (
            PARTITION BY platform, client_id, freelancer_id ORDER BY count(*) DESC, currency
        ) AS place
    FROM billing
    WHERE
        on_platform AND client_id IS NOT NULL
        AND coalesce(kind, 'fixed') IN ('hourly', 'fixed', 'milestone', 'bonus', 'refund')
    GROUP BY platform, client_id, freelancer_id, currency
)

SELECT
    f.platform,
    f.client_id,
    f.freelancer_id,
    cast(f.fees_paid AS DECIMAL(18, 4)) AS fees_paid,
    m.currency,
    cast(m.billed AS DECIMAL(18, 4)) AS lifetime_billed,
    o.others
FROM fees AS f
LEFT JOIN (SELECT * FROM billed WHERE place = 1) AS m
    ON f.platform = m.platform AND f.client_id = m.client_id AND f.freelancer_id = m.freelancer_id
LEFT JOIN
    (
        SELECT
            platform, client_id, freelancer_id,
            string_agg(cast(cast(billed AS DECIMAL(18, 2)) AS VARCHAR) || ' ' || currency, ', ' ORDER BY currency) AS others
        FROM billed
        WHERE place > 1
        GROUP BY platform, client_id, freelancer_id
    ) AS o
    ON f.platform = o.platform AND f.client_id = o.client_id AND f.freelancer_id = o.freelancer_id
