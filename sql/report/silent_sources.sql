-- about = "Freelancers of whom messages or payments came steadily and then stopped: an export that no longer arrives looks so."
-- reads = ["talk", "billing"]
WITH
heard AS (
    SELECT DISTINCT 'message' AS kind, platform, freelancer_id, sent_on AS heard_on FROM talk
    UNION
    SELECT DISTINCT 'payment' AS kind, platform, freelancer_id, paid_on AS heard_on FROM billing
),

last_heard AS (
    SELECT kind, platform, freelancer_id, max(heard_on) AS last_on
    FROM heard
    WHERE freelancer_id IS NOT NULL
    GROUP BY 1, 2, 3
),

-- The eight weeks before the last sign say what is usual.
gaps AS (
    SELECT
        h.kind,
        h.platform,
        h.freelancer_id,
        l.last_on,
        h.heard_on - lag(h.heard_on) OVER (PARTITION BY h.kind, h.platform, h.freelancer_id ORDER BY h.heard_on) AS gap
    FROM heard AS h
    INNER JOIN last_heard AS l ON h.kind = l.kind AND h.platform = l.platform AND h.freelancer_id = l.freelancer_id
    WHERE h.heard_on >= l.last_on - INTERVAL 56 DAY
)

SELECT
    kind,
    platform,
    freelancer_id,
    last_on,
    cast($as_of AS DATE) - last_on AS silent_days,
    max(gap) AS usual_days,
    -- What names no platform is told apart from what the same freelancer has on one.
    platform = '' AND (kind, freelancer_id) IN (SELECT (l.kind, l.freelancer_id) FROM last_heard AS l WHERE l.platform <> '') AS is_outside
FROM gaps
GROUP BY 1, 2, 3, 4
HAVING
    count(*) >= 4
    AND cast($as_of AS DATE) - last_on >= 7
    AND cast($as_of AS DATE) - last_on > 2 * max(gap)
ORDER BY 1, 2, 3
