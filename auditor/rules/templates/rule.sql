-- title = "A large refund"
-- severity = "low"
-- confidence = 0.5
-- reads = ["paid"]
-- anchor = "payments"
-- why = "One sentence for the report: what this can mean."
-- silent = "When it must not speak."
-- clause = "billing"
-- explanation = "On {on} {amount} {currency} went back to the client."
-- action = "What to do about it."
-- [params.refund_from]
-- default = 500
-- unit = "in money"
-- range = [1, 1000000]
-- about = "the smallest refund that is listed"
-- # "auditor rules new --help" names the commands that tell shapes, their columns, functions and clauses; every parameter is bound by its name, and so is the day of the audit, as_of.
-- # A refund may belong to nobody who is known, and two rows of an export may share an id: one finding of each row that has a relationship.
SELECT
    platform,
    client_id,
    freelancer_id,
    min(paid_at) AS occurred_at,
    'unknown' AS actor,
    0.5 AS confidence,
    'low' AS severity,
    ['payments:' || payment_id] AS evidence,
    {'on': min(paid_on), 'amount': max(-amount), 'currency': max(coalesce(currency, ''))} AS facts
FROM paid
WHERE in_pair AND kind = 'refund' AND -amount >= $$refund_from
GROUP BY platform, client_id, freelancer_id, payment_id
