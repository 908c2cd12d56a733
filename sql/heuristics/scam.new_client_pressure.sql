-- title = "A new client presses to leave or to pay outside"
-- severity = "high"
-- confidence = 0.75
-- reads = ["signal", "talk_row", "contract_span", "paid", "pair", "meant_place"]
-- anchor = "messages"
-- why = "Fraud asks early: before anything was paid, or within days of the first contact."
-- silent = "Never for an ask by the freelancer, for a refusal, for an ask that no known phrase but the wording alone tells of, or for one that came after the first payment and later than the limit; at info once 90 days of a paid contract have passed without another ask; where no payment of the freelancer was loaded it says that whether one came before is not known."
-- clause = "scams"
-- explanation = "On {on}, {after}{unpaid}, the client asked to leave or to pay outside{more}."
-- action = "Do not go along, send nothing outside, and report the client to the platform."
-- reply = "report_and_move_on"
-- mild_action = "Nothing has to be done: since then a paid contract has run without another ask."
-- [params.early_days]
-- default = 7
-- unit = "days"
-- range = [0, 365]
-- about = "how soon after the first contact an ask counts as early"
-- [params.calm_days]
-- default = 90
-- unit = "days"
-- range = [1, 3650]
-- about = "how long a paid contract without another ask makes the early one a note"
WITH asks AS (
    SELECT * FROM signal
    WHERE is_ask AND sender = 'client' AND coalesce(kind, '') <> 'wording'
),

asked AS (
    SELECT DISTINCT relation_no FROM asks
),

-- Where else the two may have met, worked and paid: what names none of several platforms may be of each of them.
room AS (
    SELECT relation_no, relation_no AS room_no FROM asked
    UNION
    SELECT a.relation_no, m.meant_no
    FROM asked AS a
    INNER JOIN meant_place AS m ON a.relation_no = m.relation_no
    UNION
    SELECT a.relation_no, m.relation_no AS room_no
    FROM asked AS a
    INNER JOIN meant_place AS m ON a.relation_no = m.meant_no
),

met AS (
    SELECT a.relation_no, t.sent_on AS met_on, t.sent_at AS met_at, 'messages:' || t.message_id AS mark
    FROM talk_row AS t
    INNER JOIN room AS a ON t.relation_no = a.room_no
    UNION ALL
    SELECT a.relation_no, s.started_on AS met_on, s.started_at AS met_at, 'contracts:' || s.contract_id AS mark
    FROM contract_span AS s
    INNER JOIN room AS a ON s.relation_no = a.room_no
    WHERE NOT s.inferred
),

met_in_order AS (
    SELECT *, row_number() OVER (PARTITION BY relation_no ORDER BY met_on, met_at, mark) AS place FROM met
),

first_met AS (
    SELECT relation_no, met_on, mark FROM met_in_order
    WHERE place = 1
),

billed AS (
    SELECT a.relation_no, p.paid_at, p.paid_on, p.paid_day, min(p.paid_on) OVER (PARTITION BY a.relation_no) AS first_on
    FROM paid AS p
    INNER JOIN room AS a ON p.relation_no = a.room_no
    WHERE p.counted
),

-- Whether the hour is known is asked of the first day alone: a later payment must not move what came before it.
first_paid AS (
    SELECT relation_no, min(paid_at) AS paid_at, min(paid_on) AS paid_on, bool_or(paid_day) AS paid_day
    FROM billed
    WHERE paid_on = first_on
    GROUP BY relation_no
),

early AS (
    SELECT
        a.relation_no,
        a.message_id,
        a.sent_at,
        a.sent_on,
        a.mark,
        a.confidence,
        m.mark AS met_mark,
        m.met_on,
        date_diff('day', m.met_on, a.sent_on) AS days,
        CASE
            WHEN p.paid_on IS NULL THEN TRUE
            WHEN a.sent_day OR p.paid_day THEN a.sent_on < p.paid_on
            ELSE a.sent_at < p.paid_at
        END AS unpaid
    FROM asks AS a
    INNER JOIN first_met AS m ON a.relation_no = m.relation_no
    LEFT JOIN first_paid AS p
        ON a.relation_no = p.relation_no
),

pressed AS (
    SELECT
        *,
        row_number() OVER (
            PARTITION BY relation_no ORDER BY sent_at, message_id, mark
        ) AS place
    FROM early
    WHERE unpaid OR days <= $early_days
),

gathered AS (
    SELECT relation_no, array_agg(mark) AS marks, count(DISTINCT message_id) AS asks
    FROM pressed
    GROUP BY relation_no
),

last_ask AS (
    SELECT relation_no, max(sent_on) AS asked_on
    FROM asks
    GROUP BY relation_no
),

calm AS (
    SELECT DISTINCT l.relation_no
    FROM contract_span AS s
    INNER JOIN room AS a ON s.relation_no = a.room_no
    INNER JOIN last_ask AS l ON a.relation_no = l.relation_no
    WHERE s.has_paid AND date_diff('day', greatest(s.started_on, l.asked_on), coalesce(s.ended_on, $as_of)) >= $calm_days
),

-- Where no payment of a freelancer was loaded, an ask came before none that is known; where nobody's was, not even the file is there.
loaded AS (
    SELECT DISTINCT freelancer_id FROM paid
)

SELECT
    q.platform,
    q.client_id,
    q.freelancer_id,
    p.sent_at AS occurred_at,
    'client' AS actor,
    p.confidence,
    CASE
        WHEN c.relation_no IS NOT NULL THEN 'info'
        ELSE 'high'
    END AS severity,
    array_concat([p.mark, p.met_mark], g.marks) AS evidence,
    {
        'on': p.sent_on,
        'after': CASE
            WHEN p.days = 0 THEN 'the day of the first contact'
            WHEN p.days = 1 THEN 'the day after the first contact'
            ELSE cast(p.days AS VARCHAR) || ' days after the first contact'
        END,
        'unpaid': CASE
            WHEN NOT p.unpaid THEN ''
            WHEN l.freelancer_id IS NULL THEN ' (no payment of this freelancer was loaded, so whether one came before is not known)'
            ELSE ' and before any payment'
        END,
        'more': CASE
            WHEN g.asks = 1 THEN '' ELSE ', in ' || cast(g.asks AS VARCHAR) || ' messages in all'
        END
    } AS facts
FROM pressed AS p
INNER JOIN pair AS q ON p.relation_no = q.relation_no
INNER JOIN gathered AS g
    ON p.relation_no = g.relation_no
LEFT JOIN loaded AS l ON q.freelancer_id = l.freelancer_id
LEFT JOIN calm AS c
    ON p.relation_no = c.relation_no
WHERE p.place = 1
