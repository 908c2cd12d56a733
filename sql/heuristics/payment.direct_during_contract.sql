-- title = "Paid outside the platform during a contract"
-- severity = "critical"
-- confidence = 0.95
-- reads = ["paid"]
-- anchor = "payments"
-- why = "Money came by another road while a contract of this relationship was active on the platform."
-- silent = "Never for payments on the platform, refunds and exit fees; at info after the exit fee and where the origin is elsewhere."
-- clause = "payment_outside"
-- explanation = "On {on} {amount} {currency} came through {channel} while a contract with this client was active."
-- action = "Stop payments outside at once. Clear this with the platform before it finds it: state what was paid, and have the amount billed there if it belongs to the contract."
-- reply = "decline_politely"
WITH direct AS (
    SELECT *
    FROM paid
    WHERE NOT on_platform AND in_pair AND contract_active AND amount > 0 AND coalesce(kind, '') <> 'conversion_fee'
)

SELECT
    platform,
    client_id,
    freelancer_id,
    paid_at AS occurred_at,
    'both' AS actor,
    0.95 AS confidence,
    CASE WHEN released THEN 'info' ELSE 'critical' END AS severity,
    ['payments:' || payment_id] AS evidence,
    {'on': paid_on, 'amount': amount, 'currency': currency, 'channel': channel} AS facts
FROM direct
