DELETE FROM twins
WHERE
    client_id IN (SELECT client_id FROM gone_clients)
    OR row_key IN (SELECT row_key FROM gone_rows)
    OR kept_key IN (SELECT row_key FROM gone_rows);
