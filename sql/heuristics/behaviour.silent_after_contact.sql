-- title = "Silence after contact details were exchanged"
-- severity = "low"
-- confidence = 0.4
-- reads = ["signal", "talk_row", "billing", "weekly", "release", "pair"]
-- anchor = "messages"
-- why = "A relationship that was alive every week and goes quiet right after contact details were exchanged may have moved elsewhere; silence alone is weak evidence."
-- silent = "Never where billing or messages were not weekly before, where either went on for longer than the limit, or where they came back sooner; at info after the exit fee and where the origin is elsewhere."
-- clause = "leaving"
-- explanation = "On {on} the {sender} sent {what}; there had been billing in {paid_weeks} and messages in {talk_weeks} of the 5 weeks to then. The last message or payment was on {last}{stop}, and none came for {silence} days{back}."
-- action = "If the work simply ended, note it. If it goes on elsewhere, bring it back to the platform or ask what leaving costs."
-- mild_action = "Nothing has to be done: the exit fee was paid by then, or you had met elsewhere."
-- [params.stop_days]
-- default = 14
-- unit = "days"
-- range = [0, 365]
-- about = "how soon after the contact detail billing and messages stop"
-- [params.silence_days]
-- default = 60
-- unit = "days"
-- range = [1, 3650]
-- about = "how long they stay stopped"
-- [params.weekly_weeks]
-- default = 4
-- unit = "weeks"
-- range = [1, 5]
-- about = "in how many of the five weeks up to the contact there was billing, and in how many there were messages"
WITH contacts AS (
    SELECT
        relation_no,
        message_id,
        sender,
        sent_at,
        sent_on,
        min(mark) AS first_mark,
        array_agg(mark) AS marks,
        array_agg(DISTINCT category) AS what
    FROM signal
    WHERE is_contact
    GROUP BY relation_no, message_id, sender, sent_at, sent_on
),

regular AS (
    SELECT
        c.relation_no,
        c.message_id,
        count(CASE WHEN w.billed > 0 THEN 1 END) AS paid_weeks,
        count(CASE WHEN w.messages > 0 THEN 1 END) AS talk_weeks
    FROM contacts AS c
    INNER JOIN weekly AS w ON c.relation_no = w.relation_no
    WHERE date_diff('day', w.week_on, c.sent_on) >= 0 AND date_diff('day', w.week_on, c.sent_on) < 35
    GROUP BY c.relation_no, c.message_id
    HAVING
        count(CASE WHEN w.billed > 0 THEN 1 END) >= $weekly_weeks
        AND count(CASE WHEN w.messages > 0 THEN 1 END) >= $weekly_weeks
),

followed AS (
    SELECT c.*, r.paid_weeks, r.talk_weeks
    FROM contacts AS c
    INNER JOIN regular AS r
        ON c.relation_no = r.relation_no
        AND c.message_id = r.message_id
),

life AS (
    SELECT f.message_id, t.sent_on AS event_on, 'messages:' || t.message_id AS mark
    FROM followed AS f
    INNER JOIN talk_row AS t ON f.relation_no = t.relation_no
    WHERE t.sender <> 'system' AND t.sent_on >= f.sent_on
    UNION ALL
    SELECT f.message_id, b.paid_on AS event_on, 'payments:' || b.payment_id AS mark
    FROM followed AS f
    INNER JOIN billing AS b
        ON f.relation_no = b.relation_no
    WHERE b.counted AND b.paid_on >= f.sent_on
),

stopped AS (
    SELECT
        f.message_id,
        max(CASE WHEN date_diff('day', f.sent_on, l.event_on) <= $stop_days THEN l.event_on END) AS last_on,
        min(CASE WHEN date_diff('day', f.sent_on, l.event_on) > $stop_days THEN l.event_on END) AS next_on
    FROM followed AS f
    INNER JOIN life AS l ON f.message_id = l.message_id
    GROUP BY f.message_id, f.sent_on
),

-- Several contact details before one silence are one episode: the first of them.
episodes AS (
    SELECT
        f.*,
        s.last_on,
        s.next_on,
        row_number() OVER (
            PARTITION BY f.relation_no, s.last_on ORDER BY f.sent_at, f.message_id
        ) AS place
    FROM followed AS f
    INNER JOIN stopped AS s ON f.message_id = s.message_id
    WHERE date_diff('day', s.last_on, coalesce(s.next_on, $as_of)) >= $silence_days
),

-- The billing and the talk of the five weeks before, and what came last.
before AS (
    SELECT e.message_id, 'messages:' || t.message_id AS mark
    FROM episodes AS e
    INNER JOIN talk_row AS t ON e.relation_no = t.relation_no
    WHERE
        e.place = 1 AND t.sender <> 'system'
        AND t.sent_on <= e.sent_on AND date_diff('day', t.sent_on, e.sent_on) < 35
    UNION ALL
    SELECT e.message_id, 'payments:' || b.payment_id AS mark
    FROM episodes AS e
    INNER JOIN billing AS b
        ON e.relation_no = b.relation_no
    WHERE
        e.place = 1 AND b.counted
        AND b.paid_on <= e.sent_on AND date_diff('day', b.paid_on, e.sent_on) < 35
    UNION ALL
    SELECT e.message_id, l.mark
    FROM episodes AS e
    INNER JOIN life AS l ON e.message_id = l.message_id
    WHERE e.place = 1 AND l.event_on <= e.last_on
),

listed AS (
    SELECT message_id, array_agg(DISTINCT mark) AS marks
    FROM before
    GROUP BY message_id
)

SELECT
    q.platform,
    q.client_id,
    q.freelancer_id,
    e.sent_at AS occurred_at,
    'unknown' AS actor,
    0.4 AS confidence,
    CASE WHEN coalesce(r.exempt, FALSE) OR r.fee_paid_on <= e.sent_on THEN 'info' ELSE 'low' END AS severity,
    array_concat([e.first_mark], array_concat(e.marks, l.marks)) AS evidence,
    {
        'on': e.sent_on,
        'sender': e.sender,
        'what': e.what,
        'paid_weeks': e.paid_weeks,
        'talk_weeks': e.talk_weeks,
        'last': e.last_on,
        'stop': CASE
            WHEN e.last_on = e.sent_on THEN ', the same day'
            WHEN date_diff('day', e.sent_on, e.last_on) = 1 THEN ', a day later'
            ELSE ', ' || cast(date_diff('day', e.sent_on, e.last_on) AS VARCHAR) || ' days later'
        END,
        'silence': date_diff('day', e.last_on, coalesce(e.next_on, $as_of)),
        'back': CASE WHEN e.next_on IS NULL THEN ' up to the day of this audit' ELSE '' END
    } AS facts
FROM episodes AS e
INNER JOIN pair AS q ON e.relation_no = q.relation_no
INNER JOIN listed AS l ON e.message_id = l.message_id
LEFT JOIN release AS r ON e.relation_no = r.relation_no
WHERE e.place = 1
