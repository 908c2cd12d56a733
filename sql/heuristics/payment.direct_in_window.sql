-- title = "Paid outside the platform inside the window"
-- severity = "critical"
-- confidence = 0.95
-- reads = ["paid", "counterparty_match", "kept_open", "first_contact", "meant_place"]
-- anchor = "payments"
-- why = "Money came by another road although the months after the last contract, payment and message had not passed, no exit fee was paid and the relationship began on the platform."
-- silent = "Never for payments on the platform, refunds and exit fees; never from the eligible day on, after the exit fee, or where the origin is elsewhere; while a contract is active the rule on direct payments in a contract speaks instead."
-- clause = "payment_outside"
-- explanation = "On {on} {amount} {currency} came through {channel} {when}[[, which {kept} on {since} kept open until {until}, the first free day as things then stood]]: no contract was active and no exit fee had been paid by then."
-- action = "Stop payments outside at once. Clear this with the platform before it finds it: state what was paid, and ask whether the exit fee can be paid afterwards."
-- reply = "decline_politely"
WITH met AS (
    -- Of a payment that names none of several platforms, the first contact on any of them.
    SELECT relation_no, first_contact_on FROM first_contact
    UNION ALL
    SELECT m.relation_no, f.first_contact_on
    FROM first_contact AS f
    INNER JOIN meant_place AS m ON f.relation_no = m.meant_no
),

first_met AS (
    SELECT relation_no, min(first_contact_on) AS first_contact_on FROM met
    GROUP BY relation_no
),

direct AS (
    SELECT p.*, k.mark AS kept_mark, k.kept_by, k.kept_since, k.kept_until, c.first_contact_on > p.paid_on AS came_first
    FROM paid AS p
    -- A payer who is only called like the client belongs to payment.counterparty_match: one payment, one finding.
    LEFT JOIN counterparty_match AS m ON p.payment_id = m.payment_id AND p.client_id = m.client_id
    LEFT JOIN kept_open AS k ON p.payment_id = k.payment_id AND p.relation_no = k.relation_no
    LEFT JOIN first_met AS c ON p.relation_no = c.relation_no
    WHERE
        m.payment_id IS NULL
        AND NOT p.on_platform AND p.in_pair AND NOT p.contract_active AND p.in_window AND NOT p.released
        AND p.amount > 0 AND coalesce(p.kind, '') <> 'conversion_fee'
)

SELECT
    platform,
    client_id,
    freelancer_id,
    paid_at AS occurred_at,
    'both' AS actor,
    0.95 AS confidence,
    'critical' AS severity,
    CASE WHEN kept_mark IS NULL THEN ['payments:' || payment_id] ELSE ['payments:' || payment_id, kept_mark] END AS evidence,
    {
        'on': paid_on,
        'amount': amount,
        'currency': currency,
        'channel': channel,
        -- A window needs a relationship; of one that may have begun before the files do, only the order is known.
        'when': CASE
            WHEN came_first THEN 'before the first contract, message or payment on the platform that the files tell of'
            ELSE 'inside the window'
        END,
        'kept': kept_by,
        'since': kept_since,
        'until': kept_until
    } AS facts
FROM direct
