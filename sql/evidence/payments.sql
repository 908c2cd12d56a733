-- about = "All payments of one client on the platform, each with the file and line that it was read from."
-- reads = ["billing"]
SELECT
    b.platform,
    b.client_id,
    b.freelancer_id,
    strftime(b.paid_at, '%Y-%m-%dT%H:%M:%SZ') AS paid_at,
    'payments' AS row_table,
    b.payment_id AS row_id,
    b.contract_id,
    cast(b.amount AS DECIMAL(18, 2)) AS amount,
    b.currency,
    cast(b.fee AS DECIMAL(18, 2)) AS fee,
    b.kind,
    b.description AS detail,
    p.source_file AS path,
    p.source_line AS line
FROM billing AS b
LEFT JOIN (SELECT payment_id, min(source_file) AS source_file, min(source_line) AS source_line FROM payments GROUP BY payment_id) AS p
    ON b.payment_id = p.payment_id
WHERE b.on_platform AND b.client_id = $client AND ($freelancer IS NULL OR b.freelancer_id = $freelancer)
ORDER BY b.paid_at, b.payment_id
