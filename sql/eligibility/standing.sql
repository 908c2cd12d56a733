-- about = "Every relationship on as-of with state, date, fee and what other versions say; verdicts are decided on top of this."
-- reads = ["facts", "offers"]
SELECT
    f.*,
    o.exit_fee_today,
    o.others
FROM facts AS f
LEFT JOIN offers AS o ON f.relation_no = o.relation_no
