DELETE FROM reports WHERE client_id IN (SELECT client_id FROM gone_clients);
