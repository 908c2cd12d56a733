DELETE FROM quarantine
WHERE
    client_id IN (SELECT client_id FROM gone_clients)
    OR contract_id IN (SELECT id FROM gone_rows WHERE table_name = 'contracts')
    OR EXISTS (SELECT 1 FROM gone_words AS w WHERE contains(quarantine.raw, w.word));
