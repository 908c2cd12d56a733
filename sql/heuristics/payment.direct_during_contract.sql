-- title = "Paid outside the platform during a contract"
-- severity = "critical"
-- confidence = 0.95
-- reads = ["paid", "counterparty_match", "contract_seen"]
-- anchor = "payments"
-- why = "Money came by another road while a contract of this relationship was active on the platform."
-- silent = "Never for payments on the platform, refunds and exit fees; at info after the exit fee and where the origin is elsewhere."
-- clause = "payment_outside"
-- explanation = "On {on} {amount} {currency} came through {channel} while a contract with this client was active."
-- action = "Stop payments outside at once. Clear this with the platform before it finds it: state what was paid, and have the amount billed there if it belongs to the contract."
-- reply = "decline_politely"
-- mild_action = "Nothing has to be done: the exit fee was paid by then, or you had met elsewhere. Keep the proof of it beside this payment."
WITH direct AS (
    SELECT p.*
    FROM paid AS p
    -- A payer who is only called like the client belongs to payment.counterparty_match: one payment, one finding.
    LEFT JOIN counterparty_match AS m ON p.payment_id = m.payment_id AND p.client_id = m.client_id
    WHERE
        m.payment_id IS NULL
        AND NOT p.on_platform AND p.in_pair AND p.contract_active AND p.amount > 0 AND coalesce(p.kind, '') <> 'conversion_fee'
),

-- The contracts that were active on the day of the payment.
open AS (
    SELECT d.payment_id, array_agg('contracts:' || s.contract_id) AS marks
    FROM direct AS d
    INNER JOIN contract_seen AS s
        ON d.relation_no = s.relation_no
        AND s.started_on <= d.paid_on AND (s.ended_on IS NULL OR s.ended_on >= d.paid_on)
    WHERE NOT s.inferred
    GROUP BY d.payment_id
)

SELECT
    d.platform,
    d.client_id,
    d.freelancer_id,
    d.paid_at AS occurred_at,
    'both' AS actor,
    0.95 AS confidence,
    CASE WHEN d.released THEN 'info' ELSE 'critical' END AS severity,
    array_concat(['payments:' || d.payment_id], coalesce(o.marks, [])) AS evidence,
    {'on': d.paid_on, 'amount': d.amount, 'currency': d.currency, 'channel': d.channel} AS facts
FROM direct AS d
LEFT JOIN open AS o ON d.payment_id = o.payment_id
