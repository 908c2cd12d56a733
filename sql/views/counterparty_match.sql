-- about = "Payments outside the platform that name no known client, each with the client that its payer's name or contact value points to best, or with the few that it points to alike."
-- reads = ["billing", "pair", "client_name", "value_use", "name_alike", "payer_value"]
WITH known AS (
    SELECT DISTINCT client_id FROM pair
),

-- Whom the user names in links.csv is somebody, even if nothing else is known of them.
stated_payer AS (
    SELECT DISTINCT client_id FROM links
),

-- A payment that was tied by its payer's name names no client itself.
open AS (
    SELECT
        b.payment_id, b.freelancer_id, b.paid_at, b.paid_on, b.amount, b.currency, b.channel, b.kind,
        -- An export without a column for the payer's name may give it in place of an id; it must then be a client's very name.
        coalesce(b.counterparty, b.client_id) AS counterparty,
        b.counterparty IS NULL AS by_id
    FROM billing AS b
    LEFT JOIN known AS k ON b.client_id = k.client_id
    LEFT JOIN stated_payer AS s ON b.client_id = s.client_id
    LEFT JOIN ties AS t ON b.payment_id = t.payment_id AND t.how IN ('client_name', 'name') AND t.candidates IS NULL
    WHERE
        NOT b.on_platform
        AND coalesce(b.counterparty, b.client_id) IS NOT NULL
        AND ((k.client_id IS NULL AND s.client_id IS NULL) OR (t.payment_id IS NOT NULL AND b.counterparty IS NOT NULL))
),

alike AS (
    SELECT
        o.payment_id, n.platform, n.client_id, n.freelancer_id, a.score, 'name' AS why, n.name AS matched,
        cast(NULL AS VARCHAR) AS mark
    FROM open AS o
    INNER JOIN name_alike AS a ON o.counterparty = a.counterparty AND (NOT o.by_id OR a.score >= 1)
    INNER JOIN client_name AS n ON a.name = n.name AND o.freelancer_id = n.freelancer_id
    UNION ALL
    SELECT o.payment_id, u.platform, u.client_id, u.freelancer_id, 1.0 AS score, 'contact' AS why, u.normalized AS matched, u.mark
    FROM open AS o
    INNER JOIN payer_value AS v ON o.counterparty = v.counterparty
    INNER JOIN value_use AS u ON v.value = u.normalized AND u.sender = 'client' AND NOT u.is_echo AND o.freelancer_id = u.freelancer_id
),

-- The best of each client, a contact value before a name; then the best client, where it is but one.
ranked AS (
    SELECT
        *,
        row_number() OVER (
            PARTITION BY payment_id, platform, client_id ORDER BY score DESC, why ASC, matched ASC, mark ASC
        ) AS place
    FROM alike
),

best AS (
    SELECT *, max(score) OVER (PARTITION BY payment_id) AS top
    FROM ranked
    WHERE place = 1
),

counted AS (
    SELECT payment_id, count(*) AS candidates FROM best
    WHERE score = top
    GROUP BY payment_id
)

SELECT
    o.payment_id, b.platform, b.client_id, b.freelancer_id, o.paid_at, o.paid_on, o.amount, o.currency, o.channel, o.kind,
    o.counterparty, b.score, b.why, b.matched, b.mark, l.candidates
FROM open AS o
INNER JOIN best AS b ON o.payment_id = b.payment_id AND b.score = b.top
INNER JOIN counted AS l ON o.payment_id = l.payment_id
