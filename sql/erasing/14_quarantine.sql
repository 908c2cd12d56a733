-- Rows that could not be read; one that is known to be somebody else's is theirs, whomever it mentions.
DELETE FROM quarantine
WHERE
    client_id IN (SELECT client_id FROM gone_clients)
    OR contract_id IN (SELECT id FROM gone_rows WHERE table_name = 'contracts')
    OR (client_id IS NULL AND EXISTS (SELECT 1 FROM gone_words AS w WHERE says(quarantine.raw, w.word)));
