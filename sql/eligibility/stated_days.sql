-- about = "Where the user states days: the row that shows the first contact, the day of an exit fee among the payments, and the stated days that are still to come."
-- reads = ["stated_row", "trace", "talk_row", "contract_span", "billing"]
WITH met AS (
    SELECT DISTINCT s.relation_no, f.first_contact_on
    FROM stated_row AS s
    INNER JOIN trace AS f ON s.relation_no = f.relation_no
    WHERE s.first_met_on IS NOT NULL
),

-- A message names the first day before a contract does, and a contract before a payment.
shown AS (
    SELECT m.relation_no, 1 AS place, 'messages' AS row_table, t.sent_at AS event_at, t.message_id AS row_id
    FROM met AS m
    INNER JOIN talk_row AS t ON m.relation_no = t.relation_no AND m.first_contact_on = t.sent_on
    UNION ALL
    SELECT m.relation_no, 2, 'contracts', c.started_at, c.contract_id
    FROM met AS m
    INNER JOIN contract_span AS c ON m.relation_no = c.relation_no AND m.first_contact_on = c.started_on
    UNION ALL
    SELECT m.relation_no, 3, 'payments', b.paid_at, b.payment_id
    FROM met AS m
    INNER JOIN billing AS b ON m.relation_no = b.relation_no AND m.first_contact_on = b.paid_on
    WHERE b.on_platform
),

firsts AS (
    SELECT
        relation_no,
        min_by(row_table, {'place': place, 'at': event_at, 'id': row_id}) AS first_table,
        min_by(row_id, {'place': place, 'at': event_at, 'id': row_id}) AS first_row
    FROM shown
    GROUP BY relation_no
),

settled AS (
    SELECT s.relation_no, max(b.paid_on) AS fee_row_on, max_by(b.payment_id, {'on': b.paid_on, 'id': b.payment_id}) AS fee_row
    FROM stated_row AS s
    INNER JOIN billing AS b ON s.relation_no = b.relation_no AND b.kind = 'conversion_fee'
    WHERE s.exit_fee_paid_on IS NOT NULL
    GROUP BY s.relation_no
),

ahead AS (
    SELECT relation_no, 'first_met_at' AS named, first_met_on AS stated_on FROM stated_row
    UNION ALL
    SELECT relation_no, 'last_contact_at', cast(last_contact_at AS DATE) FROM stated_row
    UNION ALL
    SELECT relation_no, 'exit_fee_paid_on', exit_fee_paid_on FROM stated_row
    UNION ALL
    SELECT relation_no, 'left_on', left_on FROM stated_row
),

later AS (
    SELECT relation_no, list({'named': named, 'stated_on': stated_on}) AS stated_later
    FROM ahead
    WHERE stated_on > $as_of
    GROUP BY relation_no
),

-- Under one account a client can have several such rows.
told AS (
    SELECT relation_no, min(exit_fee_paid_on) AS fee_told_on, min(left_on) AS left_told_on
    FROM stated_row
    GROUP BY relation_no
)

SELECT
    t.relation_no,
    f.first_table,
    f.first_row,
    t.fee_told_on,
    d.fee_row_on,
    d.fee_row,
    t.left_told_on,
    l.stated_later
FROM told AS t
LEFT JOIN firsts AS f ON t.relation_no = f.relation_no
LEFT JOIN settled AS d ON t.relation_no = d.relation_no
LEFT JOIN later AS l ON t.relation_no = l.relation_no
