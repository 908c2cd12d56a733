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

-- What names no platform is told apart from what the same freelancer has on one.
placed AS (
    SELECT DISTINCT kind, freelancer_id
    FROM last_heard
    WHERE platform <> ''
),

-- The eight weeks before the last sign say what is usual.
gaps AS (
    SELECT
        h.kind,
        h.platform,
        h.freelancer_id,
        l.last_on,
        h.platform = '' AND p.freelancer_id IS NOT NULL AS is_outside,
        date_diff(
            'day', lag(h.heard_on) OVER (PARTITION BY h.kind, h.platform, h.freelancer_id ORDER BY h.heard_on), h.heard_on
        ) AS gap
    FROM heard AS h
    INNER JOIN last_heard AS l ON h.kind = l.kind AND h.platform = l.platform AND h.freelancer_id = l.freelancer_id
    LEFT JOIN placed AS p ON h.kind = p.kind AND h.freelancer_id = p.freelancer_id
    WHERE h.heard_on >= l.last_on - INTERVAL 56 DAY
)

SELECT
    kind,
    platform,
    freelancer_id,
    last_on,
    date_diff('day', last_on, cast($as_of AS DATE)) AS silent_days,
    max(gap) AS usual_days,
    is_outside
FROM gaps
GROUP BY 1, 2, 3, 4, 7
HAVING
    count(*) >= 4
    AND date_diff('day', last_on, cast($as_of AS DATE)) >= 7
    AND date_diff('day', last_on, cast($as_of AS DATE)) > 2 * max(gap)
ORDER BY 1, 2, 3
