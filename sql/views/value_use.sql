-- about = "Which account sent which contact or payment value: one row a message, and whether it repeats what the other side sent first; the platform's own addresses, the user's and those that machines write from left out."
-- reads = ["said", "platform_domain", "own_contact"]
WITH own_address AS (
    SELECT DISTINCT g.normalized
    FROM said AS g
    CROSS JOIN platform_domain AS d
    WHERE
        g.category = 'email'
        AND (split_part(g.normalized, '@', 2) = d.domain OR ends_with(split_part(g.normalized, '@', 2), '.' || d.domain))
),

sent AS (
    SELECT
        g.platform,
        g.client_id,
        g.freelancer_id,
        g.message_id,
        g.sender,
        -- Where all freelancers are one person, their contacts are those of one account.
        CASE WHEN g.sender = 'client' THEN g.client_id WHEN $one_account THEN 'all freelancers' ELSE g.freelancer_id END AS account_id,
        CASE WHEN $one_account THEN 'all freelancers' ELSE g.freelancer_id END AS owner_id,
        g.sent_at,
        g.sent_on,
        g.mark,
        g.category,
        g.normalized,
        -- One value may be found as two categories: a number is a telephone's and a messenger's.
        CASE WHEN g.category IN ('phone', 'messenger') AND g.normalized LIKE '+%' THEN 'phone' ELSE g.category END AS value_kind
    FROM said AS g
    LEFT JOIN own_address AS o ON g.category = 'email' AND g.normalized = o.normalized
    LEFT JOIN own_contact AS u ON g.normalized = u.normalized
    WHERE
        (
            g.category IN (
                'email', 'phone', 'messenger', 'social', 'meeting', 'postal_address', 'payment_handle', 'iban', 'card', 'crypto'
            )
            OR (g.category = 'url' AND g.kind IN ('contact_page', 'link_hub'))
        )
        AND coalesce(g.normalized, '') <> ''
        -- A bank's code is that of all of its customers.
        AND coalesce(g.kind, '') <> 'swift'
        -- Nobody reads a mailbox that machines write from: whoever quotes it is not tied to the others who do.
        AND NOT (
            g.category = 'email'
            AND lower(split_part(g.normalized, '@', 1)) IN (
                'noreply', 'no-reply', 'no_reply', 'no.reply', 'dontreply', 'donotreply', 'do-not-reply', 'do_not_reply', 'do.not.reply',
                'mailer-daemon', 'postmaster', 'bounce', 'bounces'
            )
        )
        AND g.stance <> 'decline'
        AND o.normalized IS NULL
        AND u.normalized IS NULL
),

-- Which side sent the value first, of all that a client and of all that a freelancer took part in.
first_sent AS (
    SELECT
        *,
        min(CASE WHEN sender = 'client' THEN sent_at END) OVER (PARTITION BY client_id, value_kind, normalized) AS client_first_at,
        min(CASE WHEN sender <> 'client' THEN sent_at END) OVER (PARTITION BY client_id, value_kind, normalized) AS to_client_at,
        min(CASE WHEN sender = 'freelancer' THEN sent_at END)
            OVER (PARTITION BY owner_id, value_kind, normalized) AS freelancer_first_at,
        min(CASE WHEN sender <> 'freelancer' THEN sent_at END)
            OVER (PARTITION BY owner_id, value_kind, normalized) AS to_freelancer_at
    FROM sent
)

SELECT
    platform,
    client_id,
    freelancer_id,
    message_id,
    sender,
    account_id,
    sent_at,
    sent_on,
    mark,
    category,
    normalized,
    value_kind,
    -- Whoever repeats what the other side gave as its own does not make it his; nor does whoever was sent it before he wrote it.
    coalesce(
        CASE
            WHEN sender = 'client' THEN freelancer_first_at <= coalesce(to_freelancer_at, freelancer_first_at)
            ELSE client_first_at <= coalesce(to_client_at, client_first_at)
        END, FALSE
    )
    OR coalesce(
        CASE WHEN sender = 'client' THEN to_client_at < client_first_at ELSE to_freelancer_at < freelancer_first_at END, FALSE
    ) AS is_echo
FROM first_sent
