-- about = "Which accounts sent a contact or payment value that several accounts of one kind share; what repeats the other side is left out."
-- reads = ["value_use"]
WITH sent AS (
    SELECT DISTINCT sender, platform, account_id, value_kind, normalized FROM value_use
    WHERE NOT is_echo
),

counted AS (
    SELECT sender, value_kind, normalized
    FROM sent
    GROUP BY sender, value_kind, normalized
    HAVING count(DISTINCT account_id) >= $shared_by
)

SELECT s.sender, s.platform, s.account_id, s.value_kind, s.normalized
FROM sent AS s
INNER JOIN counted AS c ON s.value_kind = c.value_kind AND s.normalized = c.normalized AND s.sender = c.sender
