DELETE FROM run_verdicts WHERE client_id IN (SELECT client_id FROM gone_clients);
