-- about = "Payments on the platform from before the first contract that the exports tell of: a contract is missing, or a date is wrong."
-- reads = ["billing", "contracts_now"]
SELECT
    b.relation_no,
    count(*) AS early_payments,
    -- The id breaks ties, whatever the order of rows.
    min_by(b.payment_id, {'at': b.paid_at, 'id': b.payment_id}) AS early_row
FROM billing AS b
INNER JOIN contracts_now AS c ON b.relation_no = c.relation_no AND b.paid_on < c.first_contract_on
WHERE b.counted
GROUP BY b.relation_no
