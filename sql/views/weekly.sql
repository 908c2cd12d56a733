-- about = "Billing and talk by ISO week of relationships that were billed in at least three weeks, from the first activity to the last; refunds taken off; empty weeks are 0, the unfinished week is left out."
-- reads = ["billing", "talk_row", "contract_span", "pair"]
WITH paid_weeks AS (
    SELECT
        relation_no,
        cast(date_trunc('week', paid_on) AS DATE) AS week_on,
        sum(amount_base) AS billed,
        sum(CASE WHEN counted THEN hours END) AS hours,
        bool_or(counted) AS was_billed,
        -- A bonus has no hours and takes none from the week.
        count(CASE WHEN counted AND coalesce(hours, 0) = 0 AND coalesce(kind, 'hourly') <> 'bonus' THEN 1 END) AS without_hours,
        min(currency) AS currency_from,
        max(currency) AS currency_to,
        bool_and(rate IS NOT NULL) AS has_rates
    FROM billing
    WHERE (counted OR (on_platform AND kind = 'refund')) AND client_id IS NOT NULL
    GROUP BY ALL
),

-- A slope over ten weeks needs three of them billed, a median of eight weeks above zero four, so fewer can tell nothing.
regular AS (
    SELECT
        relation_no,
        min(CASE WHEN was_billed THEN week_on END) AS first_on,
        max(CASE WHEN was_billed THEN week_on END) AS last_on,
        sum(without_hours) = 0 AND sum(hours) > 0 AS by_hours,
        -- Amounts of several currencies are added only where each has its rate.
        min(currency_from) = max(currency_to) OR bool_and(has_rates) AS can_add,
        CASE
            WHEN min(currency_from) = max(currency_to) AND NOT bool_and(has_rates) THEN min(currency_from)
            ELSE $currency
        END AS currency
    FROM paid_weeks
    GROUP BY relation_no
    HAVING count(CASE WHEN was_billed THEN 1 END) >= 3
),

talk_days AS (
    SELECT t.relation_no, t.sent_on, t.sender
    FROM talk_row AS t
    INNER JOIN regular AS r ON t.relation_no = r.relation_no
    WHERE t.sender <> 'system'
),

talk_weeks AS (
    SELECT
        relation_no,
        cast(date_trunc('week', sent_on) AS DATE) AS week_on,
        count(*) AS messages,
        count(CASE WHEN sender = 'client' THEN 1 END) AS client_messages,
        count(CASE WHEN sender = 'freelancer' THEN 1 END) AS freelancer_messages
    FROM talk_days
    GROUP BY ALL
),

talked AS (
    SELECT relation_no, min(week_on) AS first_on, max(week_on) AS last_on FROM talk_weeks
    GROUP BY relation_no
),

begun AS (
    SELECT relation_no, cast(date_trunc('week', min(started_on)) AS DATE) AS first_on
    FROM contract_span
    GROUP BY relation_no
),

reach AS (
    SELECT
        r.relation_no,
        -- Weeks before the first payment belong to the weeks before a drop as well.
        least(r.first_on, coalesce(b.first_on, r.first_on), coalesce(t.first_on, r.first_on)) AS first_on,
        least(
            greatest(r.last_on, coalesce(t.last_on, r.last_on)),
            -- The last week that is complete on as-of, Sunday included.
            cast(date_trunc('week', $as_of + INTERVAL 1 DAY) - INTERVAL 7 DAY AS DATE)
        ) AS last_on
    FROM regular AS r
    LEFT JOIN talked AS t ON r.relation_no = t.relation_no
    LEFT JOIN begun AS b ON r.relation_no = b.relation_no
),

grid AS (
    SELECT relation_no, cast(unnest(generate_series(first_on, last_on, INTERVAL 7 DAY)) AS DATE) AS week_on
    FROM reach
)

SELECT
    r.relation_no,
    q.platform,
    q.client_id,
    q.freelancer_id,
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
INNER JOIN regular AS r ON g.relation_no = r.relation_no
INNER JOIN pair AS q ON g.relation_no = q.relation_no
LEFT JOIN paid_weeks AS p ON g.relation_no = p.relation_no AND g.week_on = p.week_on
LEFT JOIN talk_weeks AS t ON g.relation_no = t.relation_no AND g.week_on = t.week_on
