-- title = "A fixed price was billed in part only, with talk of leaving around the close"
-- severity = "high"
-- confidence = 0.65
-- reads = ["contract_span", "paid", "signal", "rate_span", "release", "pair"]
-- anchor = "contracts"
-- why = "A contract that closes far below its price while both speak of paying elsewhere suggests that the rest was paid outside."
-- silent = "Never when more than the limit was billed by the day of the close, without talk of leaving or paying outside within 30 days of the close, for hourly contracts, and without a stated price; never where it was billed in another currency than the price and no rate is given, for then the two cannot be compared; at info after the exit fee, where the origin is elsewhere, and where payments on the platform within those days after the close lift it above the limit; less sure where no payment of the freelancer was loaded at all; at medium where every ask was declined within 7 days."
-- clause = "billing"
-- explanation = "The contract over {agreed} closed on {closed} with {billed} billed, {share} %{later}; within {days} days of the close there {signs} about leaving or paying outside, {nearest_is} on {nearest}{answer}{unknown}."
-- action = "If the rest was paid outside, clear it with the platform before it finds it; if the scope was cut, keep the agreement about that as evidence."
-- reply = "decline_offer_value"
-- mild_action = "Nothing has to be done: the exit fee was paid by then, you had met elsewhere, or the rest was billed on the platform soon after the close."
-- [params.billed_share]
-- default = 0.4
-- unit = "share"
-- range = [0, 1]
-- about = "what was billed at most of the agreed amount"
-- [params.around_days]
-- default = 30
-- unit = "days"
-- range = [0, 3650]
-- about = "how near to the close the talk of leaving is, before or after"
WITH closed AS (
    SELECT relation_no, contract_id, started_on, ended_on, ended_at, agreed_amount, currency
    FROM contract_span
    WHERE kind = 'fixed' AND agreed_amount > 0 AND ended_on IS NOT NULL AND NOT inferred
),

talked AS (
    SELECT
        c.relation_no,
        c.contract_id,
        count(DISTINCT g.message_id) AS signs,
        bool_and(g.declined) AS declined,
        min(abs(date_diff('day', c.ended_on, g.sent_on))) AS near_days,
        array_concat(array_agg(g.mark), array_agg(g.answer_mark)) AS marks
    FROM closed AS c
    INNER JOIN signal AS g
        ON c.relation_no = g.relation_no
    WHERE g.is_sign AND abs(date_diff('day', c.ended_on, g.sent_on)) <= $around_days
    GROUP BY c.relation_no, c.contract_id
),

nearest AS (
    SELECT t.relation_no, t.contract_id, min(g.sent_on) AS sent_on
    FROM talked AS t
    INNER JOIN closed AS c ON t.contract_id = c.contract_id AND t.relation_no = c.relation_no
    INNER JOIN signal AS g
        ON t.relation_no = g.relation_no
        AND abs(date_diff('day', c.ended_on, g.sent_on)) = t.near_days
    WHERE g.is_sign
    GROUP BY t.relation_no, t.contract_id
),

near AS (
    SELECT DISTINCT relation_no FROM talked
),

-- A payment that names no contract counts for the latest one that had started by its day, of those that are paid in its way if
-- there are any: no milestone belongs to an hourly contract.
placed AS (
    SELECT
        p.relation_no,
        p.payment_id,
        s.contract_id,
        row_number() OVER (
            PARTITION BY p.relation_no, p.payment_id
            ORDER BY
                CASE
                    WHEN p.kind = 'hourly' AND s.kind = 'fixed' THEN 1
                    WHEN p.kind IN ('fixed', 'milestone') AND s.kind = 'hourly' THEN 1
                    ELSE 0
                END,
                s.started_at DESC,
                s.contract_id DESC
        ) AS place
    FROM paid AS p
    INNER JOIN near AS n ON p.relation_no = n.relation_no
    INNER JOIN contract_span AS s ON p.relation_no = s.relation_no AND s.started_on <= p.paid_on
    WHERE p.contract_id IS NULL
),

meant AS (
    SELECT relation_no, payment_id, contract_id FROM placed
    WHERE place = 1
),

-- Each counts by its own day: what was paid or given back after the close had not been by then. What came soon after it is
-- beside that: many are paid in the days after they close.
moved AS (
    SELECT
        c.relation_no,
        c.contract_id,
        c.currency AS agreed_currency,
        p.payment_id,
        p.amount,
        p.amount_base,
        p.currency,
        p.base_currency,
        p.rate,
        p.paid_on <= c.ended_on AS by_close,
        date_diff('day', c.ended_on, p.paid_on) <= $around_days AS soon,
        sum(CASE WHEN p.paid_on > c.ended_on THEN p.amount_base ELSE 0 END) OVER (
            PARTITION BY c.relation_no, c.contract_id
        ) AS later_sum
    FROM closed AS c
    INNER JOIN talked AS t ON c.contract_id = t.contract_id AND c.relation_no = t.relation_no
    INNER JOIN paid AS p
        ON c.relation_no = p.relation_no
    LEFT JOIN meant AS m
        ON p.relation_no = m.relation_no AND p.payment_id = m.payment_id
    WHERE
        (p.counted OR (p.on_platform AND p.kind = 'refund'))
        AND coalesce(p.contract_id, m.contract_id) = c.contract_id
),

billed AS (
    SELECT
        relation_no,
        contract_id,
        sum(CASE WHEN by_close THEN amount ELSE 0 END) AS amount,
        sum(CASE WHEN by_close THEN amount_base ELSE 0 END) AS amount_base,
        min(CASE WHEN by_close THEN currency END) AS currency,
        min(base_currency) AS base_currency,
        bool_or(by_close AND rate IS NULL) AS unconverted,
        bool_or(by_close AND coalesce(currency, '') <> coalesce(agreed_currency, currency, '')) AS mixed,
        sum(CASE WHEN by_close OR soon THEN amount ELSE 0 END) AS soon_amount,
        sum(CASE WHEN by_close OR soon THEN amount_base ELSE 0 END) AS soon_base,
        bool_or((by_close OR soon) AND rate IS NULL) AS soon_unconverted,
        bool_or((by_close OR soon) AND coalesce(currency, '') <> coalesce(agreed_currency, currency, '')) AS soon_mixed,
        bool_or(later_sum > 0) AS topped_up,
        array_agg('payments:' || payment_id) AS marks
    FROM moved
    GROUP BY relation_no, contract_id
),

compared AS (
    SELECT
        c.*,
        t.signs,
        t.declined,
        t.marks AS sign_marks,
        b.marks AS paid_marks,
        coalesce(b.amount, 0) AS amount,
        coalesce(b.currency, c.currency, '') AS billed_currency,
        coalesce(b.topped_up, FALSE) AS topped_up,
        b.contract_id IS NOT NULL AS has_paid,
        b.mixed,
        b.unconverted,
        b.amount_base,
        b.soon_mixed,
        b.soon_unconverted,
        b.soon_amount,
        b.soon_base,
        cast(c.agreed_amount AS DOUBLE) AS price,
        cast(c.agreed_amount AS DOUBLE) * CASE WHEN c.currency = b.base_currency THEN 1 ELSE cast(r.rate AS DOUBLE) END AS price_base
    FROM closed AS c
    INNER JOIN talked AS t
        ON c.relation_no = t.relation_no
        AND c.contract_id = t.contract_id
    LEFT JOIN billed AS b
        ON c.relation_no = b.relation_no
        AND c.contract_id = b.contract_id
    LEFT JOIN rate_span AS r
        ON c.currency = r.currency AND c.ended_on >= r.from_on AND (r.until_on IS NULL OR c.ended_on < r.until_on)
),

shared AS (
    SELECT
        *,
        CASE
            WHEN NOT has_paid THEN 0
            WHEN NOT mixed THEN cast(amount AS DOUBLE) / price
            WHEN NOT unconverted THEN cast(amount_base AS DOUBLE) / price_base
        END AS share,
        coalesce(CASE
            WHEN NOT has_paid THEN 0
            WHEN NOT soon_mixed THEN cast(soon_amount AS DOUBLE) / price
            WHEN NOT soon_unconverted THEN cast(soon_base AS DOUBLE) / price_base
        END, 0) AS soon_share
    FROM compared
),

-- Where no payment of a freelancer was loaded, none being there says nothing about what was billed.
loaded AS (
    SELECT DISTINCT freelancer_id FROM paid
)

SELECT
    q.platform,
    q.client_id,
    q.freelancer_id,
    c.ended_at AS occurred_at,
    'both' AS actor,
    CASE WHEN l.freelancer_id IS NULL THEN 0.3 ELSE 0.65 END AS confidence,
    CASE
        WHEN coalesce(r.exempt, FALSE) OR r.fee_paid_on <= c.ended_on OR c.soon_share > $billed_share + 0.000000001 THEN 'info'
        WHEN c.declined THEN 'medium'
        ELSE 'high'
    END AS severity,
    array_concat(['contracts:' || c.contract_id], array_concat(coalesce(c.paid_marks, []), c.sign_marks)) AS evidence,
    {
        'agreed': cast(cast(c.agreed_amount AS DECIMAL(18, 2)) AS VARCHAR) || ' ' || coalesce(c.currency, ''),
        'closed': c.ended_on,
        'billed': cast(cast(c.amount AS DECIMAL(18, 2)) AS VARCHAR) || ' ' || c.billed_currency,
        'share': cast(100 * c.share AS DOUBLE),
        'later': CASE
            WHEN NOT c.topped_up THEN ''
            WHEN c.soon_share > $billed_share + 0.000000001
                THEN
                    ', and ' || cast(cast(round(100 * c.soon_share) AS INTEGER) AS VARCHAR) || ' % with what was billed in the '
                    || cast($around_days AS VARCHAR) || ' days after it'
            ELSE ', and more only after it'
        END,
        'days': $around_days,
        'signs': CASE
            WHEN c.signs = 1 THEN 'was one message' ELSE 'were ' || cast(c.signs AS VARCHAR) || ' messages'
        END,
        'nearest_is': CASE WHEN c.signs = 1 THEN 'sent' ELSE 'the nearest' END,
        'nearest': n.sent_on,
        'answer': CASE WHEN c.declined THEN ', and the other side declined' ELSE '' END,
        'unknown': CASE
            WHEN l.freelancer_id IS NULL THEN '; no payment of this freelancer was loaded, so what was billed is not known' ELSE ''
        END
    } AS facts
FROM shared AS c
INNER JOIN pair AS q ON c.relation_no = q.relation_no
INNER JOIN nearest AS n
    ON c.relation_no = n.relation_no
    AND c.contract_id = n.contract_id
LEFT JOIN release AS r ON c.relation_no = r.relation_no
LEFT JOIN loaded AS l ON q.freelancer_id = l.freelancer_id
WHERE c.share <= $billed_share + 0.000000001
