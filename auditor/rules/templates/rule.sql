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
SELECT
    platform,
    client_id,
    freelancer_id,
    paid_at AS occurred_at,
    'unknown' AS actor,
    0.5 AS confidence,
    'low' AS severity,
    ['payments:' || payment_id] AS evidence,
    {'on': paid_on, 'amount': -amount, 'currency': currency} AS facts
FROM paid
WHERE kind = 'refund' AND client_id IS NOT NULL AND -amount >= $$refund_from
