-- about = "Which accounts sent a contact or payment value that several accounts of one kind share; what repeats the other side is left out."
-- reads = ["value_use"]
WITH sent AS (
    SELECT sender, account_id, value_kind, normalized, max(platform) AS platform FROM value_use
    WHERE NOT is_echo
    GROUP BY sender, account_id, value_kind, normalized
),

counted AS (
    SELECT sender, value_kind, normalized
    FROM sent
    GROUP BY sender, value_kind, normalized
    HAVING count(DISTINCT account_id) >= $shared_by
)

-- An id is one account, whether its rows name the platform or not, and on however many.
SELECT
    s.sender, max(s.platform) OVER (PARTITION BY s.sender, s.account_id) AS platform, s.account_id, s.value_kind, s.normalized
FROM sent AS s
INNER JOIN counted AS c ON s.value_kind = c.value_kind AND s.normalized = c.normalized AND s.sender = c.sender
