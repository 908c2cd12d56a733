-- title = "Bait and switch: a small paid contract, then the ask to go outside"
-- severity = "critical"
-- confidence = 0.8
-- reads = ["contract_span", "paid", "signal", "pair"]
-- anchor = "contracts"
-- why = "A small first contract is paid quickly and praised, and soon after the client asks to leave or to pay outside: the pattern that fraud uses."
-- silent = "Never when the first contract is larger or smaller, was for the most part unpaid by then or rated below the limit, or when the ask came later than the limit; never for an ask by the freelancer, or for one that no known phrase but the wording alone tells of, and never where it was paid in several currencies without rates, which cannot be added."
-- clause = "scams"
-- explanation = "The first contract with this client came to {total}{note}, paid from {paid_from} on{feedback}; {after} the client asked to leave or to pay outside{promise}."
-- action = "Do not go along. Report the client to the platform with the message, and send nothing outside."
-- reply = "report_and_move_on"
-- [params.total_from]
-- default = 50
-- unit = "policy currency"
-- range = [0, 1000000000]
-- about = "the smallest total of a bait contract"
-- [params.total_to]
-- default = 200
-- unit = "policy currency"
-- range = [0, 1000000000]
-- about = "the largest total of a bait contract"
-- [params.paid_days]
-- default = 14
-- unit = "days"
-- range = [0, 3650]
-- about = "how soon after its end it is paid; what comes later, a tip, is not needed for the smallest total"
-- [params.ask_days]
-- default = 90
-- unit = "days"
-- range = [0, 3650]
-- about = "how soon after the first payment the ask comes"
-- [params.praise_from]
-- default = 4.5
-- unit = "stars"
-- range = [0, 5]
-- about = "the client's feedback, where there is one"
WITH ordered AS (
    -- Of contracts that begin on one day the one that ends first is the first.
    SELECT
        *,
        row_number() OVER (
            PARTITION BY relation_no
            ORDER BY started_on, coalesce(ended_on, DATE '9999-12-31'), started_at, contract_id
        ) AS place
    FROM contract_span
),

bait AS (
    SELECT relation_no, contract_id, ended_on, client_feedback
    FROM ordered
    WHERE place = 1 AND ended_on IS NOT NULL AND (client_feedback IS NULL OR client_feedback >= $praise_from)
),

-- A payment that names no contract belongs to the first one until a second has begun.
second AS (
    SELECT relation_no, started_on AS second_on
    FROM ordered
    WHERE place = 2
),

moved AS (
    SELECT
        b.relation_no,
        b.contract_id,
        b.ended_on,
        b.client_feedback,
        p.payment_id,
        p.counted,
        p.amount_base,
        p.rate,
        p.currency,
        p.base_currency,
        p.paid_at,
        p.paid_on,
        p.paid_day
    FROM bait AS b
    LEFT JOIN second AS s
        ON b.relation_no = s.relation_no
    INNER JOIN paid AS p
        ON b.relation_no = p.relation_no
    WHERE
        (p.counted OR (p.on_platform AND p.kind = 'refund'))
        AND (
            p.contract_id = b.contract_id
            OR (p.contract_id IS NULL AND (s.second_on IS NULL OR p.paid_on < s.second_on))
            OR (p.contract_id IS NULL AND b.contract_id = 'inferred')
        )
),

first_paid AS (
    SELECT
        relation_no,
        min(paid_at) AS paid_at,
        min(paid_on) AS paid_from,
        bool_or(paid_day) AS paid_day
    FROM moved
    WHERE counted
    GROUP BY relation_no
),

asked AS (
    SELECT
        f.relation_no,
        min(g.sent_at) AS sent_at,
        min(g.sent_on) AS sent_on,
        min(date_diff('day', f.paid_from, g.sent_on)) AS days,
        array_agg(g.mark) AS marks
    FROM first_paid AS f
    INNER JOIN signal AS g
        ON f.relation_no = g.relation_no
    WHERE
        g.is_ask
        AND coalesce(g.kind, '') <> 'wording'
        AND g.sender = 'client'
        -- On the day of the payment only what was said after it, as far as both times are known.
        AND CASE WHEN f.paid_day OR g.sent_day THEN g.sent_on >= f.paid_from ELSE g.sent_at >= f.paid_at END
        AND date_diff('day', f.paid_from, g.sent_on) <= $ask_days
    GROUP BY f.relation_no
),

-- The total as it stood at the ask: money that is taken back or paid afterwards is part of the trick. Of a contract that
-- was still to end at the ask, all that it was paid in time counts: what it comes to was not known before.
billed AS (
    SELECT
        m.relation_no,
        m.contract_id,
        m.ended_on,
        m.client_feedback,
        sum(m.amount_base) AS total,
        sum(CASE WHEN date_diff('day', m.ended_on, m.paid_on) <= $paid_days THEN m.amount_base ELSE 0 END) AS in_time,
        bool_or(m.rate IS NULL) AS unconverted,
        min(m.currency) AS currency,
        min(m.base_currency) AS base_currency,
        array_agg('payments:' || m.payment_id) AS marks
    FROM moved AS m
    INNER JOIN asked AS a
        ON m.relation_no = a.relation_no
    WHERE
        m.paid_on <= a.sent_on
        OR (m.counted AND a.sent_on < m.ended_on AND date_diff('day', m.ended_on, m.paid_on) <= $paid_days)
    GROUP BY m.relation_no, m.contract_id, m.ended_on, m.client_feedback
    HAVING count(DISTINCT m.currency) = 1 OR NOT bool_or(m.rate IS NULL)
),

promised AS (
    SELECT relation_no, array_agg(mark) AS marks
    FROM signal
    WHERE category = 'bigger_promise' AND sender = 'client' AND stance <> 'decline'
    GROUP BY relation_no
)

SELECT
    q.platform,
    q.client_id,
    q.freelancer_id,
    a.sent_at AS occurred_at,
    'client' AS actor,
    CASE WHEN r.relation_no IS NULL THEN 0.8 ELSE 0.95 END AS confidence,
    'critical' AS severity,
    array_concat(
        ['contracts:' || b.contract_id], array_concat(b.marks, array_concat(a.marks, coalesce(r.marks, [])))
    ) AS evidence,
    {
        'total':
        cast(cast(b.total AS DECIMAL(18, 2)) AS VARCHAR)
        || ' ' || coalesce(CASE WHEN b.unconverted THEN b.currency ELSE b.base_currency END, ''),
        'note': CASE WHEN b.unconverted THEN ' (no rate given: compared as it stands)' ELSE '' END,
        'paid_from': f.paid_from,
        'feedback': CASE
            WHEN b.client_feedback IS NULL THEN ''
            ELSE ' and rated ' || cast(cast(b.client_feedback AS DECIMAL(4, 1)) AS VARCHAR)
        END,
        'after': CASE
            WHEN a.days = 0 THEN 'on the day of that first payment'
            WHEN a.days = 1 THEN 'one day after that first payment'
            ELSE cast(a.days AS VARCHAR) || ' days after that first payment'
        END,
        'promise': CASE WHEN r.relation_no IS NULL THEN '' ELSE ', with the promise of bigger work' END
    } AS facts
FROM billed AS b
INNER JOIN pair AS q ON b.relation_no = q.relation_no
INNER JOIN first_paid AS f
    ON b.relation_no = f.relation_no
INNER JOIN asked AS a
    ON b.relation_no = a.relation_no
LEFT JOIN promised AS r
    ON b.relation_no = r.relation_no
WHERE
    b.total >= $total_from
    AND b.total <= $total_to
    -- One late payment more, such as a tip, makes no bait of another kind.
    AND b.in_time >= $total_from
