-- title = "The same contact or payment value behind several accounts"
-- severity = "high"
-- confidence = 0.75
-- reads = ["value_use"]
-- anchor = "messages"
-- why = "One address behind several accounts points to one person with several accounts, banned accounts that came back, or a ring."
-- silent = "Never for a value that only one account of a kind sent, never for an address of the platform itself, one that machines write from (no-reply) or one that the policy names as your own, and never for repeating a value that the other side sent first, in this relationship or another of the same account."
-- clause = "identity"
-- explanation = "{count} ({what}) sent here on {on} also came from {others}{public}{linked}[[: {named}{more}]]."
-- action = "Begin no new contract before it is clear who is behind the accounts; where a scam is suspected do not ask, report it."
-- [params.accounts_from]
-- default = 2
-- unit = "accounts"
-- range = [2, 1000000]
-- about = "how many accounts of one kind send the same value"
-- [params.public_from]
-- default = 25
-- unit = "accounts"
-- range = [2, 1000000]
-- about = "from how many accounts on the value may be a public address, which is no person"
-- [params.shown_accounts]
-- default = 10
-- unit = "accounts"
-- range = [1, 1000]
-- about = "of how many accounts, the first ones, a message is linked as evidence of each value"
WITH reused AS (
    SELECT sender, value_kind, normalized, count(DISTINCT account_id) AS accounts
    FROM value_use
    WHERE NOT is_echo
    GROUP BY sender, value_kind, normalized
    HAVING count(DISTINCT account_id) >= $accounts_from
),

used AS (
    SELECT
        g.platform, g.client_id, g.freelancer_id, g.message_id, g.sender, g.account_id, g.sent_at, g.sent_on, g.mark,
        g.category, g.value_kind, g.normalized, r.accounts,
        min(r.accounts) OVER (PARTITION BY g.platform, g.client_id, g.freelancer_id, g.sender) AS fewest
    FROM value_use AS g
    INNER JOIN reused AS r ON g.sender = r.sender AND g.value_kind = r.value_kind AND g.normalized = r.normalized
    WHERE NOT g.is_echo
),

-- What may be a public address says nothing beside a value that only a few share: it is counted and left out.
hits AS (
    SELECT * FROM used
    WHERE accounts < $public_from OR fewest >= $public_from
),

passed AS (
    SELECT DISTINCT platform, client_id, freelancer_id, sender, value_kind, normalized FROM used
    WHERE accounts >= $public_from AND fewest < $public_from
),

beside AS (
    SELECT platform, client_id, freelancer_id, sender, count(*) AS public_values FROM passed
    GROUP BY platform, client_id, freelancer_id, sender
),

placed AS (
    SELECT
        *,
        row_number() OVER (
            PARTITION BY platform, client_id, freelancer_id, sender ORDER BY sent_at, message_id, mark
        ) AS place
    FROM hits
),

-- Where the other accounts sent it: of each value, the first message of the first accounts.
numbered AS (
    SELECT
        *,
        row_number() OVER (PARTITION BY sender, value_kind, normalized, account_id ORDER BY sent_at, mark) AS nth_of_account
    FROM hits
),

origin AS (
    SELECT *, row_number() OVER (PARTITION BY sender, value_kind, normalized ORDER BY sent_at, mark) AS nth
    FROM numbered
    WHERE nth_of_account = 1
),

elsewhere AS (
    SELECT
        h.platform, h.client_id, h.freelancer_id, h.sender, array_agg(o.mark) AS marks, count(DISTINCT o.account_id) AS linked
    FROM hits AS h
    INNER JOIN origin AS o
        ON h.sender = o.sender AND h.value_kind = o.value_kind AND h.normalized = o.normalized
        AND h.account_id <> o.account_id
    WHERE o.nth <= $shown_accounts
    GROUP BY h.platform, h.client_id, h.freelancer_id, h.sender
),

met AS (
    SELECT DISTINCT h.platform, h.client_id, h.freelancer_id, h.sender, o.account_id
    FROM hits AS h
    INNER JOIN origin AS o
        ON h.sender = o.sender AND h.value_kind = o.value_kind AND h.normalized = o.normalized
        AND h.account_id <> o.account_id
    WHERE o.nth <= $shown_accounts
),

met_in_order AS (
    SELECT
        *, row_number() OVER (PARTITION BY platform, client_id, freelancer_id, sender ORDER BY account_id) AS place
    FROM met
),

-- Who they are: the first three; the evidence has more. Each with its kind before it, by which redaction knows an id.
named AS (
    SELECT
        platform, client_id, freelancer_id, sender, array_agg(sender || ' ' || account_id) AS accounts, count(*) AS told
    FROM met_in_order
    WHERE place <= 3
    GROUP BY platform, client_id, freelancer_id, sender
),

listed AS (
    SELECT platform, client_id, freelancer_id, sender, array_agg(DISTINCT category) AS what, array_agg(mark) AS marks
    FROM hits
    GROUP BY platform, client_id, freelancer_id, sender
),

valued AS (
    SELECT platform, client_id, freelancer_id, sender, value_kind, normalized, min(account_id) AS account_id, max(accounts) AS accounts
    FROM hits
    GROUP BY platform, client_id, freelancer_id, sender, value_kind, normalized
),

counted AS (
    SELECT platform, client_id, freelancer_id, sender, count(*) AS shared, max(accounts) AS most
    FROM valued
    GROUP BY platform, client_id, freelancer_id, sender
),

-- One account may share each of several values with others: they are counted over all values together. What may be public
-- addresses stay out of that walk, since each of their accounts would meet all the others.
together AS (
    SELECT v.platform, v.client_id, v.freelancer_id, v.sender, count(DISTINCT o.account_id) AS others
    FROM valued AS v
    INNER JOIN counted AS c
        ON v.platform = c.platform AND v.client_id = c.client_id AND v.freelancer_id = c.freelancer_id AND v.sender = c.sender
    INNER JOIN origin AS o
        ON v.sender = o.sender AND v.value_kind = o.value_kind AND v.normalized = o.normalized AND v.account_id <> o.account_id
    WHERE c.shared > 1 AND v.accounts < $public_from
    GROUP BY v.platform, v.client_id, v.freelancer_id, v.sender
),

told AS (
    SELECT
        c.platform,
        c.client_id,
        c.freelancer_id,
        c.sender,
        c.shared,
        c.most >= $public_from AS is_public,
        greatest(c.most - 1, coalesce(t.others, 0)) AS others,
        -- Of several public addresses only the largest number of accounts is known.
        CASE WHEN c.shared > 1 AND c.most >= $public_from THEN 'at least ' ELSE '' END AS at_least
    FROM counted AS c
    LEFT JOIN together AS t
        ON c.platform = t.platform AND c.client_id = t.client_id AND c.freelancer_id = t.freelancer_id AND c.sender = t.sender
)

SELECT
    p.platform,
    p.client_id,
    p.freelancer_id,
    p.sent_at AS occurred_at,
    p.sender AS actor,
    CASE WHEN t.is_public THEN 0.3 ELSE 0.75 END AS confidence,
    'high' AS severity,
    array_concat([p.mark], array_concat(l.marks, coalesce(e.marks, []))) AS evidence,
    {
        'count': CASE
            WHEN t.shared = 1 THEN 'A contact or payment value'
            ELSE cast(t.shared AS VARCHAR) || ' contact or payment values'
        END,
        'what': l.what,
        'on': p.sent_on,
        'others': t.at_least || cast(t.others AS VARCHAR) || ' other ' || p.sender
        || CASE WHEN t.others = 1 THEN ' account' ELSE ' accounts' END,
        'public': CASE
            WHEN t.is_public AND t.shared = 1 THEN ': so many share it that it may be a public address, which is no person'
            WHEN t.is_public THEN ': so many share them that they may be public addresses, which are no person'
            WHEN o.public_values = 1 THEN ' (one more value, which may be a public address, is left out)'
            WHEN o.public_values > 1
                THEN ' (' || cast(o.public_values AS VARCHAR) || ' more values, which may be public addresses, are left out)'
            ELSE ''
        END,
        'linked': CASE
            WHEN e.linked < t.others
                THEN '; a message of ' || cast(e.linked AS VARCHAR) || ' of these ' || cast(t.others AS VARCHAR) || ' is linked here'
            ELSE ''
        END,
        -- Who shares a public address is not tied to anybody.
        'named': CASE WHEN NOT t.is_public THEN n.accounts END,
        'more': CASE WHEN t.others > n.told THEN ', and ' || cast(t.others - n.told AS VARCHAR) || ' more' ELSE '' END
    } AS facts
FROM placed AS p
INNER JOIN listed AS l
    ON p.platform = l.platform AND p.client_id = l.client_id
    AND p.freelancer_id = l.freelancer_id AND p.sender = l.sender
INNER JOIN told AS t
    ON p.platform = t.platform AND p.client_id = t.client_id
    AND p.freelancer_id = t.freelancer_id AND p.sender = t.sender
LEFT JOIN beside AS o
    ON p.platform = o.platform AND p.client_id = o.client_id
    AND p.freelancer_id = o.freelancer_id AND p.sender = o.sender
LEFT JOIN elsewhere AS e
    ON p.platform = e.platform AND p.client_id = e.client_id
    AND p.freelancer_id = e.freelancer_id AND p.sender = e.sender
LEFT JOIN named AS n
    ON p.platform = n.platform AND p.client_id = n.client_id
    AND p.freelancer_id = n.freelancer_id AND p.sender = n.sender
WHERE p.place = 1
