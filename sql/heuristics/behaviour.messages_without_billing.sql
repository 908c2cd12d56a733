-- title = "Talk goes on without billing"
-- severity = "medium"
-- confidence = 0.5
-- reads = ["contract_span", "billing", "talk_row", "release", "free_span", "pair", "billing_end"]
-- anchor = "messages"
-- why = "People who go on talking about work for weeks usually do some; where nothing is billed, it may be paid elsewhere."
-- silent = "Never for fewer messages, for messages of one side, or over fewer days than the limits, and never while an open contract, or work after the last one ended, is billed on the platform; at low in an open contract where several clients paid until the talk began and none did since, for then newer payments may just not be loaded; half as sure where no payment of the freelancer was loaded at all, less sure where the end of the contract is only inferred from the last payment; at info in freedom, after the exit fee and where the origin is elsewhere."
-- clause = "billing"
-- explanation = "{messages} messages ({client} by the client, {freelancer} by the freelancer) from {since} to {until}, {days} days, {why} {day}[[; no payment of any client is on record after {paid_until}, so newer ones may not be loaded]]{unknown}."
-- action = "Bill the work on the platform, or close the talk: every message within the window moves the free day on."
-- reply = "decline_offer_value"
-- mild_action = "Nothing has to be done: by then the window was over, the exit fee was paid or you had met elsewhere."
-- [params.messages_from]
-- default = 10
-- unit = "messages"
-- range = [1, 100000]
-- about = "the fewest messages that count"
-- [params.side_from]
-- default = 3
-- unit = "messages"
-- range = [1, 100000]
-- about = "the fewest of them by each side"
-- [params.days_from]
-- default = 30
-- unit = "days"
-- range = [1, 3650]
-- about = "how long the talk goes on at least"
WITH paid_last AS (
    SELECT relation_no, max(paid_on) AS paid_on
    FROM billing
    WHERE counted AND client_id IS NOT NULL
    GROUP BY relation_no
),

latest AS (
    SELECT
        relation_no, started_on, ended_at, ended_on, ended_day,
        inferred OR ended_on < max(ended_on) OVER (PARTITION BY relation_no) AS inferred
    FROM contract_span
),

placed AS (
    SELECT
        relation_no,
        bool_or(ended_at IS NULL) AS is_open,
        min(CASE WHEN ended_at IS NULL THEN started_on END) AS open_on,
        max(ended_at) AS ended_at,
        max(ended_on) AS ended_on,
        bool_or(ended_day) AS any_day,
        bool_and(inferred) AS end_inferred
    FROM latest
    GROUP BY relation_no
),

-- Where the silence of the billing begins: with the end of the last contract, or with the last payment after it or in an open one.
quiet AS (
    SELECT
        c.relation_no,
        c.is_open,
        c.ended_at,
        c.ended_on,
        c.any_day,
        NOT c.is_open AND c.end_inferred AS end_inferred,
        p.paid_on,
        c.open_on,
        greatest(c.open_on, coalesce(p.paid_on, c.open_on)) AS billed_to,
        -- Work after the end may be billed on the platform as well, as a bonus for one.
        NOT c.is_open AND coalesce(p.paid_on > c.ended_on, FALSE) AS billed_after
    FROM placed AS c
    LEFT JOIN paid_last AS p
        ON c.relation_no = p.relation_no
),

said AS (
    SELECT
        q.relation_no, q.is_open, q.billed_after, q.end_inferred, q.ended_on, q.paid_on, q.open_on,
        t.message_id, t.sender, t.sent_at, t.sent_on
    FROM quiet AS q
    INNER JOIN talk_row AS t ON q.relation_no = t.relation_no
    WHERE
        t.sender <> 'system'
        AND CASE
            WHEN q.is_open AND q.paid_on >= q.open_on THEN t.sent_on > q.billed_to
            WHEN q.is_open THEN t.sent_on >= q.billed_to
            WHEN q.billed_after THEN t.sent_on > q.paid_on
            WHEN t.sent_day OR q.any_day THEN t.sent_on > q.ended_on
            ELSE t.sent_at > q.ended_at
        END
),

counted AS (
    SELECT
        relation_no,
        bool_or(is_open) AS is_open,
        bool_or(billed_after) AS billed_after,
        bool_or(end_inferred) AS end_inferred,
        max(ended_on) AS ended_on,
        max(paid_on) AS paid_on,
        max(open_on) AS open_on,
        count(*) AS messages,
        count(CASE WHEN sender = 'client' THEN 1 END) AS client_messages,
        count(CASE WHEN sender = 'freelancer' THEN 1 END) AS freelancer_messages,
        min(sent_at) AS first_at,
        min(sent_on) AS first_on,
        max(sent_on) AS last_on
    FROM said
    GROUP BY relation_no
    HAVING
        count(*) >= $messages_from
        AND count(CASE WHEN sender = 'client' THEN 1 END) >= $side_from
        AND count(CASE WHEN sender = 'freelancer' THEN 1 END) >= $side_from
        AND date_diff('day', min(sent_on), max(sent_on)) >= $days_from
),

marked AS (
    SELECT
        c.relation_no,
        min(CASE WHEN s.sent_at = c.first_at THEN s.message_id END) AS first_id,
        array_agg('messages:' || s.message_id) AS marks
    FROM counted AS c
    INNER JOIN said AS s ON c.relation_no = s.relation_no
    GROUP BY c.relation_no
),

-- The contract that the talk follows, or goes on in, and the last payment.
rows_of AS (
    SELECT c.relation_no, array_agg('contracts:' || s.contract_id) AS marks
    FROM counted AS c
    INNER JOIN contract_span AS s
        ON c.relation_no = s.relation_no
    WHERE NOT s.inferred AND (s.ended_at IS NULL OR (NOT c.is_open AND s.ended_on = c.ended_on))
    GROUP BY c.relation_no
),

last_paid AS (
    SELECT c.relation_no, array_agg('payments:' || b.payment_id) AS marks
    FROM counted AS c
    INNER JOIN billing AS b
        ON c.relation_no = b.relation_no
        AND c.paid_on = b.paid_on
    WHERE b.counted
    GROUP BY c.relation_no
),

-- Where no payment of a freelancer was loaded, none being there says nothing about what was billed.
loaded AS (
    SELECT DISTINCT freelancer_id FROM billing
)

SELECT
    q.platform,
    q.client_id,
    q.freelancer_id,
    c.first_at AS occurred_at,
    'both' AS actor,
    CASE WHEN l.freelancer_id IS NULL THEN 0.25 WHEN c.end_inferred THEN 0.35 ELSE 0.5 END AS confidence,
    CASE
        WHEN coalesce(r.exempt, FALSE) OR r.fee_paid_on <= c.first_on OR f.relation_no IS NOT NULL THEN 'info'
        WHEN n.last_paid_on IS NOT NULL THEN 'low'
        ELSE 'medium'
    END AS severity,
    array_concat(
        ['messages:' || m.first_id], array_concat(m.marks, array_concat(coalesce(k.marks, []), coalesce(p.marks, [])))
    ) AS evidence,
    {
        'messages': c.messages,
        'client': c.client_messages,
        'freelancer': c.freelancer_messages,
        'since': c.first_on,
        'until': c.last_on,
        'days': date_diff('day', c.first_on, c.last_on),
        'why': CASE
            WHEN c.billed_after THEN 'after the last contract had ended and the last payment on the platform had come on'
            WHEN c.end_inferred THEN 'after the last payment on the platform, which is taken for the end of the contract, on'
            WHEN NOT c.is_open THEN 'after the last contract had ended on'
            WHEN c.paid_on >= c.open_on
                THEN 'in an open contract that was last billed on'
            ELSE 'in an open contract without any billing since'
        END,
        'day': CASE
            WHEN c.billed_after THEN c.paid_on WHEN NOT c.is_open THEN c.ended_on WHEN c.paid_on >= c.open_on THEN c.paid_on ELSE c.open_on
        END,
        'paid_until': n.last_paid_on,
        'unknown': CASE
            WHEN l.freelancer_id IS NULL THEN '; no payment of this freelancer was loaded, so what was billed is not known' ELSE ''
        END
    } AS facts
FROM counted AS c
INNER JOIN pair AS q ON c.relation_no = q.relation_no
INNER JOIN marked AS m ON c.relation_no = m.relation_no
LEFT JOIN rows_of AS k ON c.relation_no = k.relation_no
LEFT JOIN last_paid AS p ON c.relation_no = p.relation_no
LEFT JOIN billing_end AS n
    ON q.platform = n.platform AND q.freelancer_id = n.freelancer_id AND n.last_payers > 1
    AND n.last_paid_on < c.first_on AND c.is_open
LEFT JOIN loaded AS l ON q.freelancer_id = l.freelancer_id
LEFT JOIN release AS r ON c.relation_no = r.relation_no
LEFT JOIN free_span AS f
    ON c.relation_no = f.relation_no
    AND f.free_from <= c.first_on AND (f.free_until IS NULL OR c.first_on < f.free_until)
