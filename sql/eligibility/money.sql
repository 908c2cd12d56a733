-- about = "Lifetime billing in the main currency of each relationship, and what was billed in others."
-- reads = ["billing"]
WITH lines AS (
    SELECT relation_no, currency, amount FROM billing
    WHERE
        on_platform AND client_id IS NOT NULL
        AND coalesce(kind, 'fixed') IN ('hourly', 'fixed', 'milestone', 'bonus', 'refund')
),

billed AS (
    SELECT relation_no, min(currency) AS currency, max(currency) AS other, sum(amount) AS billed
    FROM lines
    GROUP BY relation_no
),

-- Few have several currencies: only these are ranked, by payments and then by name.
several AS (
    SELECT l.relation_no, l.currency, count(*) AS payments, sum(l.amount) AS billed
    FROM lines AS l
    INNER JOIN billed AS b ON l.relation_no = b.relation_no AND b.currency <> b.other
    GROUP BY l.relation_no, l.currency
),

placed AS (
    SELECT *, row_number() OVER (PARTITION BY relation_no ORDER BY payments DESC, currency ASC) AS place
    FROM several
)

SELECT relation_no, currency, cast(billed AS DECIMAL(18, 4)) AS lifetime_billed, NULL AS others
FROM billed
WHERE currency = other
UNION ALL
SELECT
    relation_no,
    max(CASE WHEN place = 1 THEN currency END) AS currency,
    cast(max(CASE WHEN place = 1 THEN billed END) AS DECIMAL(18, 4)) AS lifetime_billed,
    string_agg(
        cast(cast(billed AS DECIMAL(18, 2)) AS VARCHAR) || ' ' || currency, ', ' ORDER BY currency
    ) FILTER (WHERE place > 1) AS others
FROM placed
GROUP BY relation_no
