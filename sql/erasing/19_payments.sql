-- Also those that name a contract of the erased only, and old ones that name nobody.
DELETE FROM payments
WHERE
    client_id IN (SELECT client_id FROM gone_clients)
    OR row_key IN (SELECT row_key FROM gone_rows)
    OR (client_id IS NULL AND paid_at < $older_than);
