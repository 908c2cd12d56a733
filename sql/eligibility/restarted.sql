-- about = "What last ended a freedom that had been reached: the contract or payment that started a new window."
-- reads = ["free_span", "contract_span", "billing"]
WITH last AS (
    SELECT relation_no, max(free_until) AS restarted_on, max_by(free_from, free_until) AS freed_on
    FROM free_span
    WHERE free_until IS NOT NULL
    GROUP BY relation_no
),

begun AS (
    SELECT l.relation_no, min(s.contract_id) AS contract_id
    FROM last AS l
    INNER JOIN contract_span AS s ON l.relation_no = s.relation_no AND l.restarted_on = s.started_on
    WHERE $reset_by_contract
    GROUP BY l.relation_no
),

paid AS (
    SELECT l.relation_no, min(b.payment_id) AS payment_id
    FROM last AS l
    INNER JOIN billing AS b ON l.relation_no = b.relation_no AND l.restarted_on = b.paid_on
    WHERE b.counted
    GROUP BY l.relation_no
)

SELECT
    l.relation_no,
    l.freed_on,
    l.restarted_on,
    b.contract_id AS restart_contract,
    p.payment_id AS restart_payment
FROM last AS l
LEFT JOIN begun AS b ON l.relation_no = b.relation_no
LEFT JOIN paid AS p ON l.relation_no = p.relation_no
