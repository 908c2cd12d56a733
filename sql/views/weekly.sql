-- about = "Billing and talk by ISO week of relationships that were billed in at least three weeks, from the first activity to the last; empty weeks are 0, the unfinished week is left out."
-- reads = ["billing", "talk", "contract_span"]
WITH paid_weeks AS (
    SELECT
        platform, pair_no AS place_no, client_id, freelancer_id,
        cast(date_trunc('week', paid_on) AS DATE) AS week_on,
        sum(amount_base) AS billed,
        sum(hours) AS hours,
        -- A bonus has no hours and takes none from the week.
        count(CASE WHEN coalesce(hours, 0) = 0 AND coalesce(kind, 'hourly') <> 'bonus' THEN 1 END) AS without_hours,
        min(currency) AS currency_from,
        max(currency) AS currency_to,
        bool_and(rate IS NOT NULL) AS has_rates
    FROM billing
    WHERE counted AND client_id IS NOT NULL
    GROUP BY ALL
),

-- A slope over ten weeks needs three of them billed, a median of eight weeks above zero four, so fewer can tell nothing. Numbers stand in for the
-- three ids from here on: grouping and joining by them takes half the time.
regular AS (
    SELECT
        platform, place_no, client_id, freelancer_id, min(week_on) AS first_on, max(week_on) AS last_on,
        sum(without_hours) = 0 AND sum(hours) > 0 AS by_hours,
        -- Amounts of several currencies are added only where each has its rate.
        min(currency_from) = max(currency_to) OR bool_and(has_rates) AS can_add,
        CASE
            WHEN min(currency_from) = max(currency_to) AND NOT bool_and(has_rates) THEN min(currency_from)
            ELSE $currency
        END AS currency,
        row_number() OVER (ORDER BY platform, client_id, freelancer_id) AS pair_no
    FROM paid_weeks
    GROUP BY platform, place_no, client_id, freelancer_id
    HAVING count(*) >= 3
),

talk_days AS (
    SELECT r.pair_no, t.sent_on, t.sender
    FROM talk AS t
    INNER JOIN regular AS r
        ON t.pair_no = r.place_no AND t.platform = r.platform
    WHERE t.sender <> 'system'
),

talk_weeks AS (
    SELECT
        pair_no,
        cast(date_trunc('week', sent_on) AS DATE) AS week_on,
        count(*) AS messages,
        count(CASE WHEN sender = 'client' THEN 1 END) AS client_messages,
        count(CASE WHEN sender = 'freelancer' THEN 1 END) AS freelancer_messages
    FROM talk_days
    GROUP BY ALL
),

talked AS (
    SELECT pair_no, min(week_on) AS first_on, max(week_on) AS last_on FROM talk_weeks
    GROUP BY pair_no
),

begun AS (
    SELECT platform, pair_no AS place_no, cast(date_trunc('week', min(started_on)) AS DATE) AS first_on
    FROM contract_span
    GROUP BY ALL
),

reach AS (
    SELECT
        r.pair_no,
        -- Weeks before the first payment belong to the weeks before a drop as well.
        least(r.first_on, coalesce(b.first_on, r.first_on), coalesce(t.first_on, r.first_on)) AS first_on,
        least(
            greatest(r.last_on, coalesce(t.last_on, r.last_on)),
            -- The last week that is complete on as-of, Sunday included.
            cast(date_trunc('week', $as_of + INTERVAL 1 DAY) - INTERVAL 7 DAY AS DATE)
        ) AS last_on
    FROM regular AS r
    LEFT JOIN talked AS t ON r.pair_no = t.pair_no
    LEFT JOIN begun AS b
        ON r.place_no = b.place_no AND r.platform = b.platform
),

grid AS (
    SELECT pair_no, cast(unnest(generate_series(first_on, last_on, INTERVAL 7 DAY)) AS DATE) AS week_on
    FROM reach
),

paid_numbered AS (
    SELECT r.pair_no, p.week_on, p.billed, p.hours
    FROM paid_weeks AS p
    INNER JOIN regular AS r
        ON p.place_no = r.place_no AND p.platform = r.platform
)

SELECT
    r.pair_no,
    r.platform,
    r.client_id,
    r.freelancer_id,
    r.place_no,
    g.week_on,
    cast(coalesce(p.billed, 0) AS DECIMAL(18, 4)) AS billed,
    cast(coalesce(p.hours, 0) AS DOUBLE) AS hours,
    r.by_hours,
    r.can_add,
    r.currency,
    cast(coalesce(t.messages, 0) AS INTEGER) AS messages,
    cast(coalesce(t.client_messages, 0) AS INTEGER) AS client_messages,
    cast(coalesce(t.freelancer_messages, 0) AS INTEGER) AS freelancer_messages
FROM grid AS g
INNER JOIN regular AS r ON g.pair_no = r.pair_no
LEFT JOIN paid_numbered AS p ON g.pair_no = p.pair_no AND g.week_on = p.week_on
LEFT JOIN talk_weeks AS t ON g.pair_no = t.pair_no AND g.week_on = t.week_on
