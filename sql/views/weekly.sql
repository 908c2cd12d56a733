-- about = "Billing and talk by ISO week of relationships that were billed in at least four weeks, from the first activity to the last; empty weeks are 0, the unfinished week is left out."
-- reads = ["billing", "talk", "contract_span"]
WITH paid_weeks AS (
    SELECT
        platform, client_id, freelancer_id,
        cast(date_trunc('week', paid_on) AS DATE) AS week_on,
        sum(amount_base) AS billed,
        sum(hours) AS hours,
        count(*) - count(nullif(hours, 0)) AS without_hours
    FROM billing
    WHERE counted AND client_id IS NOT NULL
    GROUP BY ALL
),

-- A median of eight weeks above zero needs four of them billed, so fewer can tell nothing.
regular AS (
    SELECT
        platform, client_id, freelancer_id, min(week_on) AS first_on, max(week_on) AS last_on,
        sum(without_hours) = 0 AS by_hours
    FROM paid_weeks
    GROUP BY ALL
    HAVING count(*) >= 4
),

talk_weeks AS (
    SELECT
        t.platform, t.client_id, t.freelancer_id,
        cast(date_trunc('week', t.sent_on) AS DATE) AS week_on,
        count(*) AS messages,
        count(CASE WHEN t.sender = 'client' THEN 1 END) AS client_messages,
        count(CASE WHEN t.sender = 'freelancer' THEN 1 END) AS freelancer_messages
    FROM talk AS t
    INNER JOIN regular AS r
        ON t.platform = r.platform AND t.client_id = r.client_id AND t.freelancer_id = r.freelancer_id
    WHERE t.sender <> 'system'
    GROUP BY ALL
),

begun AS (
    SELECT platform, client_id, freelancer_id, cast(date_trunc('week', min(started_on)) AS DATE) AS first_on
    FROM contract_span
    GROUP BY ALL
),

reach AS (
    SELECT
        r.platform, r.client_id, r.freelancer_id, r.by_hours,
        -- Weeks before the first payment belong to the weeks before a drop as well.
        least(r.first_on, min(b.first_on), min(t.week_on)) AS first_on,
        least(
            greatest(r.last_on, coalesce(max(t.week_on), r.last_on)),
            -- The last week that is complete on as-of, Sunday included.
            cast(date_trunc('week', $as_of + INTERVAL 1 DAY) - INTERVAL 7 DAY AS DATE)
        ) AS last_on
    FROM regular AS r
    LEFT JOIN talk_weeks AS t
        ON r.platform = t.platform AND r.client_id = t.client_id AND r.freelancer_id = t.freelancer_id
    LEFT JOIN begun AS b
        ON r.platform = b.platform AND r.client_id = b.client_id AND r.freelancer_id = b.freelancer_id
    GROUP BY r.platform, r.client_id, r.freelancer_id, r.first_on, r.last_on, r.by_hours
),

grid AS (
    SELECT
        platform, client_id, freelancer_id, by_hours,
        cast(unnest(generate_series(first_on, last_on, INTERVAL 7 DAY)) AS DATE) AS week_on
    FROM reach
)

SELECT
    g.platform,
    g.client_id,
    g.freelancer_id,
    g.week_on,
    cast(coalesce(p.billed, 0) AS DECIMAL(18, 4)) AS billed,
    cast(coalesce(p.hours, 0) AS DOUBLE) AS hours,
    g.by_hours,
    cast(coalesce(t.messages, 0) AS INTEGER) AS messages,
    cast(coalesce(t.client_messages, 0) AS INTEGER) AS client_messages,
    cast(coalesce(t.freelancer_messages, 0) AS INTEGER) AS freelancer_messages
FROM grid AS g
LEFT JOIN paid_weeks AS p
    ON g.platform = p.platform AND g.client_id = p.client_id
    AND g.freelancer_id = p.freelancer_id AND g.week_on = p.week_on
LEFT JOIN talk_weeks AS t
    ON g.platform = t.platform AND g.client_id = t.client_id
    AND g.freelancer_id = t.freelancer_id AND g.week_on = t.week_on
