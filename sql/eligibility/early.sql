-- about = "Payments on the platform from before the first contract that the exports tell of: a contract is missing, or a date is wrong."
-- reads = ["billing", "contracts_now"]
SELECT
    b.platform,
    b.client_id,
    b.freelancer_id,
    count(*) AS early_payments,
    min_by(b.payment_id, b.paid_at) AS early_row
FROM billing AS b
INNER JOIN contracts_now AS c
    ON b.platform = c.platform AND b.client_id = c.client_id AND b.freelancer_id = c.freelancer_id
    AND b.paid_on < c.first_contract_on
WHERE b.counted
GROUP BY b.platform, b.client_id, b.freelancer_id
