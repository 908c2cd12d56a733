-- about = "Which account sent which contact or payment value: one row a message; the platform's own addresses left out."
-- reads = ["signal", "platform_domain"]
WITH own_address AS (
    SELECT DISTINCT g.normalized
    FROM signal AS g
    CROSS JOIN platform_domain AS d
    WHERE
        g.category = 'email'
        AND (split_part(g.normalized, '@', 2) = d.domain OR ends_with(split_part(g.normalized, '@', 2), '.' || d.domain))
)

SELECT
    g.platform,
    g.client_id,
    g.freelancer_id,
    g.message_id,
    g.sender,
    CASE WHEN g.sender = 'client' THEN g.client_id ELSE g.freelancer_id END AS account_id,
    g.sent_at,
    g.sent_on,
    g.mark,
    g.category,
    g.normalized,
    -- One value may be found as two categories: a number is a telephone's and a messenger's.
    CASE WHEN g.category IN ('phone', 'messenger') AND g.normalized LIKE '+%' THEN 'phone' ELSE g.category END AS value_kind
FROM signal AS g
LEFT JOIN own_address AS o ON g.category = 'email' AND g.normalized = o.normalized
WHERE
    g.category IN (
        'email', 'phone', 'messenger', 'social', 'postal_address', 'payment_handle', 'iban', 'card', 'crypto'
    )
    AND coalesce(g.normalized, '') <> ''
    AND g.stance <> 'decline'
    AND o.normalized IS NULL
