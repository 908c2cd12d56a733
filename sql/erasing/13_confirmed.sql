DELETE FROM confirmed
WHERE row_key IN (SELECT row_key FROM gone_rows);
