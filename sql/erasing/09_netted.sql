DELETE FROM netted
WHERE fee_key IN (SELECT row_key FROM gone_rows) OR payment_key IN (SELECT row_key FROM gone_rows);
