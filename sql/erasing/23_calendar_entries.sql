DELETE FROM calendar_entries WHERE client_id IN (SELECT client_id FROM gone_clients);
