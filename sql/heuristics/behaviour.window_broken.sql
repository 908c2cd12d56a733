-- title = "A message restarted the clock"
-- severity = "info"
-- confidence = 0.95
-- reads = ["anchor_day", "anchor_row", "talk_day", "contract_island", "free_span", "release", "pair", "talk_row", "stated_row"]
-- anchor = "messages"
-- why = "A single message starts the months of the window anew; after a year of waiting that costs a year."
-- silent = "Never within the first months of a window, in freedom, while a contract is active, after the exit fee, where the origin is elsewhere, and before any contract."
-- clause = "leaving"
-- explanation = "On {on} {who}: by then the window had run for {days} days, since {since}, and the clock starts anew from that day."
-- action = "If you mean to leave by waiting, do not write on the platform until the free day, and do not answer."
-- [params.run_months]
-- default = 12
-- unit = "months"
-- range = [1, 1200]
-- about = "how much of the window had run at least"
WITH gaps AS (
    SELECT relation_no, anchor_on, anchor_rank, next_on
    FROM anchor_day
    WHERE cast(anchor_on + INTERVAL ($run_months) MONTH AS DATE) <= next_on
),

-- Only a message moves the clock here; a payment or the end of a contract on the same day does so by itself.
words AS (
    SELECT g.relation_no, g.anchor_on, g.anchor_rank, g.next_on
    FROM gaps AS g
    INNER JOIN anchor_day AS a
        ON g.relation_no = a.relation_no AND g.next_on = a.anchor_on AND a.anchor_rank = 3
),

-- No clock runs before the first contract, nor while one is active; one that ended unpaid leaves its last day.
clocked AS (
    SELECT
        w.relation_no, w.anchor_on, w.anchor_rank, w.next_on,
        greatest(w.anchor_on, max(i.ended_on)) AS since_on
    FROM words AS w
    INNER JOIN contract_island AS i
        ON w.relation_no = i.relation_no AND i.started_on <= w.next_on
    GROUP BY w.relation_no, w.anchor_on, w.anchor_rank, w.next_on
    HAVING max(i.ended_on) < w.next_on
),

broken AS (
    SELECT c.*
    FROM clocked AS c
    LEFT JOIN free_span AS f
        ON c.relation_no = f.relation_no AND f.free_from <= c.next_on AND (f.free_until IS NULL OR c.next_on < f.free_until)
    LEFT JOIN release AS r
        ON c.relation_no = r.relation_no AND (r.exempt OR r.fee_paid_on <= c.next_on)
    WHERE
        f.relation_no IS NULL
        AND r.relation_no IS NULL
        AND cast(c.since_on + INTERVAL ($run_months) MONTH AS DATE) <= c.next_on
),

-- The rows that date the two days: a message dates what nothing else does. Few are asked for of many.
dated AS (
    SELECT relation_no, anchor_on FROM broken
    UNION
    SELECT relation_no, next_on FROM broken
),

rows_of AS (
    SELECT d.relation_no, d.anchor_on, coalesce(a.row_id, '') AS row_id, 1 AS place
    FROM dated AS d
    INNER JOIN anchor_row AS a ON d.relation_no = a.relation_no AND d.anchor_on = a.anchor_on
    UNION ALL
    SELECT d.relation_no, d.anchor_on, t.row_id, 3 AS place
    FROM dated AS d
    INNER JOIN talk_day AS t ON d.relation_no = t.relation_no AND d.anchor_on = t.anchor_on
),

first_of AS (
    SELECT relation_no, anchor_on, coalesce(max(CASE WHEN place = 1 THEN row_id END), max(row_id)) AS row_id
    FROM rows_of
    GROUP BY relation_no, anchor_on
),

named AS (
    SELECT b.*, f.row_id, n.row_id AS message_id
    FROM broken AS b
    INNER JOIN first_of AS f ON b.relation_no = f.relation_no AND b.anchor_on = f.anchor_on
    INNER JOIN first_of AS n ON b.relation_no = n.relation_no AND b.next_on = n.anchor_on
)

SELECT
    p.platform,
    p.client_id,
    p.freelancer_id,
    coalesce(t.sent_at, s.last_contact_at, cast(b.next_on AS TIMESTAMP)) AS occurred_at,
    coalesce(t.sender, 'unknown') AS actor,
    0.95 AS confidence,
    'info' AS severity,
    array_concat(
        [CASE WHEN b.message_id = 'stated' THEN 'relationships:' || s.relationship_key ELSE 'messages:' || b.message_id END],
        [
            CASE b.anchor_rank WHEN 1 THEN 'payments:' WHEN 2 THEN 'contracts:' ELSE 'messages:' END || b.row_id
        ]
    ) AS evidence,
    {
        'on': b.next_on,
        'who': coalesce('the ' || t.sender || ' wrote', 'there was a contact that you stated'),
        'days': date_diff('day', b.since_on, b.next_on),
        'since': b.since_on
    } AS facts
FROM named AS b
INNER JOIN pair AS p ON b.relation_no = p.relation_no
LEFT JOIN talk_row AS t ON b.relation_no = t.relation_no AND b.message_id = t.message_id
LEFT JOIN stated_row AS s
    ON b.relation_no = s.relation_no
