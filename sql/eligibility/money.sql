-- about = "Lifetime billing in the main currency of each relationship, and what was billed in others."
-- reads = ["billing"]
WITH billed AS (
    SELECT platform, client_id, freelancer_id, currency, count(*) AS payments, sum(amount) AS billed
    FROM billing
    WHERE
        on_platform AND client_id IS NOT NULL
        AND coalesce(kind, 'fixed') IN ('hourly', 'fixed', 'milestone', 'bonus', 'refund')
    GROUP BY platform, client_id, freelancer_id, currency
),

-- Few have several currencies: only these are ranked, by payments and then by name.
mixed AS (
    SELECT platform, client_id, freelancer_id FROM billed
    GROUP BY platform, client_id, freelancer_id
    HAVING count(*) > 1
),

several AS (
    SELECT
        b.platform,
        b.client_id,
        b.freelancer_id,
        b.currency,
        b.billed,
        row_number() OVER (
            PARTITION BY b.platform, b.client_id, b.freelancer_id ORDER BY b.payments DESC, b.currency ASC
        ) AS place
    FROM billed AS b
    INNER JOIN mixed AS m
        ON b.platform = m.platform AND b.client_id = m.client_id AND b.freelancer_id = m.freelancer_id
)

SELECT
    b.platform,
    b.client_id,
    b.freelancer_id,
    b.currency,
    cast(b.billed AS DECIMAL(18, 4)) AS lifetime_billed,
    NULL AS others
FROM billed AS b
LEFT JOIN mixed AS m ON b.platform = m.platform AND b.client_id = m.client_id AND b.freelancer_id = m.freelancer_id
WHERE m.client_id IS NULL
UNION ALL
SELECT
    platform,
    client_id,
    freelancer_id,
    max(CASE WHEN place = 1 THEN currency END) AS currency,
    cast(max(CASE WHEN place = 1 THEN billed END) AS DECIMAL(18, 4)) AS lifetime_billed,
    string_agg(
        cast(cast(billed AS DECIMAL(18, 2)) AS VARCHAR) || ' ' || currency, ', ' ORDER BY currency
    ) FILTER (WHERE place > 1) AS others
FROM several
GROUP BY platform, client_id, freelancer_id
