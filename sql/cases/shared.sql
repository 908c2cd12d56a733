-- about = "Which accounts sent a contact or payment value that several accounts of one kind share, of how many each value is, and which of them link accounts; what repeats the other side is left out."
-- reads = ["value_use"]
WITH sent AS (
    SELECT sender, account_id, value_kind, normalized, max(platform) AS platform FROM value_use
    WHERE NOT is_echo
    GROUP BY sender, account_id, value_kind, normalized
),

counted AS (
    SELECT sender, value_kind, normalized, count(DISTINCT account_id) AS users
    FROM sent
    GROUP BY sender, value_kind, normalized
    HAVING count(DISTINCT account_id) >= $shared_by
),

-- An id is one account, whether its rows name the platform or not, and on however many.
placed AS (
    SELECT
        s.sender,
        max(s.platform) OVER (PARTITION BY s.sender, s.account_id) AS platform,
        s.account_id,
        s.value_kind,
        s.normalized,
        c.users,
        c.users >= $public_accounts AS is_public,
        min(c.users) OVER (PARTITION BY s.sender, s.account_id) AS fewest
    FROM sent AS s
    INNER JOIN counted AS c ON s.value_kind = c.value_kind AND s.normalized = c.normalized AND s.sender = c.sender
)

SELECT
    sender,
    platform,
    account_id,
    value_kind,
    normalized,
    users,
    is_public,
    -- A public address is no person: it leads nowhere from an account that shares another value with a few.
    NOT is_public OR fewest >= $public_accounts AS links
FROM placed
