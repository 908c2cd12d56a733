-- about = "Income of the 12 months before as-of by freelancer and currency, and how much of it hangs on the largest client and platform; one row more for all currencies converted, where rates are known."
-- reads = ["billing", "rate_span"]
WITH income AS (
    SELECT
        coalesce(freelancer_id, '') AS freelancer_id,
        platform,
        coalesce(client_id, '') AS client_id,
        coalesce(currency, '') AS currency,
        base_currency,
        cast(date_trunc('month', paid_on) AS DATE) AS month_on,
        amount,
        CASE WHEN kind = 'refund' THEN -abs(fee) ELSE fee END AS fee,
        rate,
        amount_base
    FROM billing
    WHERE
        on_platform
        AND (
            coalesce(kind, 'fixed') = 'refund'
            OR (coalesce(kind, 'fixed') IN ('hourly', 'fixed', 'milestone', 'bonus') AND amount > 0)
        )
        AND paid_on > $as_of - INTERVAL 12 MONTH
),

rated AS (
    SELECT
        i.freelancer_id,
        -- Who is paid in one other currency alone is converted where somebody beside is paid in another.
        bool_and(i.rate IS NOT NULL)
        AND (count(DISTINCT i.currency) > 1 OR (min(i.currency) <> min(i.base_currency) AND max(c.currencies) > 1)) AS convertible
    FROM income AS i CROSS JOIN (SELECT count(DISTINCT currency) AS currencies FROM income) AS c
    GROUP BY i.freelancer_id
),

lines AS (
    SELECT freelancer_id, currency, FALSE AS is_converted, platform, client_id, month_on, amount, fee FROM income
    UNION ALL
    SELECT i.freelancer_id, i.base_currency, TRUE, i.platform, i.client_id, i.month_on, i.amount_base, i.fee * i.rate
    FROM income AS i INNER JOIN rated AS r ON i.freelancer_id = r.freelancer_id
    WHERE r.convertible
),

fresh AS (
    SELECT coalesce(freelancer_id, '') AS freelancer_id, coalesce(client_id, '') AS client_id FROM billing
    WHERE counted
    GROUP BY coalesce(freelancer_id, ''), coalesce(client_id, '')
    HAVING min(paid_on) > $as_of - INTERVAL 12 MONTH
),

by_client AS (
    SELECT freelancer_id, currency, is_converted, client_id, greatest(sum(amount), 0) AS amount FROM lines
    GROUP BY freelancer_id, currency, is_converted, client_id
),

by_platform AS (
    SELECT freelancer_id, currency, is_converted, platform, greatest(sum(amount), 0) AS amount FROM lines
    GROUP BY freelancer_id, currency, is_converted, platform
),

clients AS (
    SELECT
        freelancer_id,
        currency,
        is_converted,
        sum(amount) AS total,
        count(CASE WHEN amount > 0 THEN 1 END) AS clients,
        sum(cast(amount AS DOUBLE) * cast(amount AS DOUBLE)) AS squares,
        max(amount) AS largest,
        -- The id breaks ties, whatever the order of rows.
        substring(max(lpad(cast(cast(amount * 100 AS BIGINT) AS VARCHAR), 20, '0') || client_id), 21) AS largest_client
    FROM by_client
    GROUP BY freelancer_id, currency, is_converted
),

platforms AS (
    SELECT
        freelancer_id,
        currency,
        is_converted,
        sum(amount) AS total,
        max(amount) AS largest,
        substring(max(lpad(cast(cast(amount * 100 AS BIGINT) AS VARCHAR), 20, '0') || platform), 21) AS platform
    FROM by_platform
    GROUP BY freelancer_id, currency, is_converted
),

totals AS (
    SELECT
        l.freelancer_id,
        l.currency,
        l.is_converted,
        sum(l.amount) AS income,
        CASE WHEN count(l.fee) = count(*) THEN sum(l.fee) END AS fees,
        count(DISTINCT CASE WHEN f.client_id IS NOT NULL AND l.amount > 0 THEN l.month_on END) AS new_client_months
    FROM lines AS l
    LEFT JOIN fresh AS f ON l.freelancer_id = f.freelancer_id AND l.client_id = f.client_id
    GROUP BY l.freelancer_id, l.currency, l.is_converted
),

-- What lay on each platform with each freelancer: the latest row of an export of it that shows a balance.
balances AS (
    SELECT
        coalesce(b.freelancer_id, '') AS freelancer_id,
        b.platform,
        p.currency,
        cast(p.paid_at AS DATE) AS balance_on,
        try_cast(replace(coalesce(
            json_extract_string(p.extra, '$.Balance'), json_extract_string(p.extra, '$.balance'),
            json_extract_string(p.extra, '$."Balance $"'), json_extract_string(p.extra, '$.BALANCE')
        ), ',', '') AS DECIMAL(18, 2)) AS balance,
        row_number() OVER (
            PARTITION BY coalesce(b.freelancer_id, ''), b.platform, p.currency ORDER BY p.paid_at DESC, p.source_line DESC
        ) AS place
    FROM payments AS p
    INNER JOIN billing AS b ON p.payment_id = b.payment_id
    WHERE b.on_platform AND lower(p.extra) LIKE '%balance%'
),

each_platform AS (
    SELECT freelancer_id, platform, currency, balance, balance_on FROM balances
    WHERE place = 1 AND balance IS NOT NULL
),

shown AS (
    SELECT freelancer_id, currency, cast(sum(balance) AS DECIMAL(18, 2)) AS balance, max(balance_on) AS balance_on
    FROM each_platform
    GROUP BY freelancer_id, currency
),

-- A balance counts at the rate of its day; where one has none, no sum of all is known.
every_balance AS (
    SELECT
        s.freelancer_id,
        CASE
            WHEN bool_and(s.currency = i.base OR r.rate IS NOT NULL)
                THEN cast(sum(s.balance * CASE WHEN s.currency = i.base THEN 1 ELSE r.rate END) AS DECIMAL(18, 2))
        END AS balance,
        max(s.balance_on) AS balance_on
    FROM each_platform AS s
    CROSS JOIN (SELECT min(base_currency) AS base FROM income) AS i
    LEFT JOIN rate_span AS r
        ON s.currency = r.currency AND s.balance_on >= r.from_on AND (r.until_on IS NULL OR s.balance_on < r.until_on)
    GROUP BY s.freelancer_id
)

SELECT
    t.freelancer_id,
    t.currency,
    t.is_converted,
    -- Nobody can lose less than nothing: what was given back beyond all income stands by itself.
    cast(greatest(t.income, 0) AS DECIMAL(18, 2)) AS income,
    cast(greatest(-t.income, 0) AS DECIMAL(18, 2)) AS refunds_beyond,
    cast(t.fees AS DECIMAL(18, 2)) AS fees,
    cast(c.clients AS INTEGER) AS clients,
    cast(CASE WHEN c.total > 0 THEN c.squares / (cast(c.total AS DOUBLE) * cast(c.total AS DOUBLE)) ELSE 0 END AS DOUBLE)
        AS herfindahl,
    c.largest_client AS client_id,
    cast(CASE WHEN c.total > 0 THEN c.largest / c.total ELSE 0 END AS DOUBLE) AS largest_share,
    p.platform,
    cast(CASE WHEN p.total > 0 THEN p.largest / p.total ELSE 0 END AS DOUBLE) AS platform_share,
    cast(t.new_client_months AS INTEGER) AS new_client_months,
    CASE WHEN t.is_converted THEN e.balance ELSE b.balance END AS balance,
    CASE WHEN NOT t.is_converted THEN b.balance_on WHEN e.balance IS NOT NULL THEN e.balance_on END AS balance_on
FROM totals AS t
INNER JOIN clients AS c
    ON t.freelancer_id = c.freelancer_id AND t.currency = c.currency AND t.is_converted = c.is_converted
INNER JOIN platforms AS p
    ON t.freelancer_id = p.freelancer_id AND t.currency = p.currency AND t.is_converted = p.is_converted
LEFT JOIN every_balance AS e ON t.freelancer_id = e.freelancer_id
LEFT JOIN shown AS b ON t.freelancer_id = b.freelancer_id AND t.currency = b.currency AND NOT t.is_converted
ORDER BY t.freelancer_id, t.currency, t.is_converted
