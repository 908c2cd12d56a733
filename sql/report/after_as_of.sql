-- about = "Rows that were loaded and counted but lie after as-of, by table: nothing in the report rests on them."
-- reads = []
WITH later AS (
    SELECT 'contracts' AS table_name FROM contracts WHERE started_at >= $as_of + INTERVAL 1 DAY
    UNION ALL
    SELECT 'messages' AS table_name FROM messages WHERE sent_at >= $as_of + INTERVAL 1 DAY
    UNION ALL
    SELECT 'payments' AS table_name FROM payments WHERE paid_at >= $as_of + INTERVAL 1 DAY
    UNION ALL
    SELECT 'reports' AS table_name FROM reports WHERE reported_at >= $as_of + INTERVAL 1 DAY
)

SELECT
    table_name,
    count(*) AS rows_later
FROM later
GROUP BY 1
ORDER BY 1
