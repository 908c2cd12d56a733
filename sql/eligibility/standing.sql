-- about = "Every relationship on as-of with state, date, fee and what other versions say; verdicts are decided on top of this."
-- reads = ["facts", "offers", "resets_counted", "restarted", "by_letter", "early", "money", "set_aside", "stated", "stated_days", "release"]
SELECT
    f.*,
    coalesce(n.resets, 0) AS resets,
    n.without_messages_on,
    t.freed_on,
    t.restarted_on,
    t.restart_contract,
    t.restart_payment,
    coalesce(d.anchor_unpaid, FALSE) AS anchor_unpaid,
    d.letter_contract_on,
    d.letter_row,
    d.letter_on,
    d.letter_anchor_on,
    d.letter_anchor,
    coalesce(y.early_payments, 0) AS early_payments,
    y.early_row,
    m.currency,
    m.lifetime_billed,
    m.others AS other_billed,
    coalesce(q.rows_aside, 0) AS rows_aside,
    coalesce(q.rows_perhaps, 0) AS rows_perhaps,
    q.aside_file,
    q.aside_line,
    s.client_name,
    s.origin_detail,
    s.first_met_on,
    coalesce(s.contact_precedes_meeting, FALSE) AS contact_precedes_meeting,
    a.first_table,
    a.first_row,
    a.fee_told_on,
    a.fee_row_on,
    a.fee_row,
    a.left_told_on,
    a.stated_later,
    r.fee_part_on,
    r.fee_part,
    r.fee_due,
    r.fee_payment_on,
    r.fee_payment,
    o.exit_fee_today,
    o.others
FROM facts AS f
LEFT JOIN offers AS o ON f.relation_no = o.relation_no
LEFT JOIN resets_counted AS n ON f.relation_no = n.relation_no
LEFT JOIN restarted AS t ON f.relation_no = t.relation_no
LEFT JOIN by_letter AS d ON f.relation_no = d.relation_no
LEFT JOIN early AS y ON f.relation_no = y.relation_no
LEFT JOIN money AS m ON f.relation_no = m.relation_no
LEFT JOIN set_aside AS q ON f.relation_no = q.relation_no
LEFT JOIN stated AS s ON f.relation_no = s.relation_no
LEFT JOIN stated_days AS a ON f.relation_no = a.relation_no
LEFT JOIN release AS r ON f.relation_no = r.relation_no
