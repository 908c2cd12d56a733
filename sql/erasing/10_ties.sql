DELETE FROM ties
WHERE
    row_key IN (SELECT row_key FROM gone_rows)
    OR row_key IN (SELECT row_key FROM perhaps_theirs)
    OR client_id IN (SELECT client_id FROM gone_clients)
    OR stated_client_id IN (SELECT client_id FROM gone_clients)
    OR EXISTS (SELECT 1 FROM gone_words AS w WHERE says(ties.candidates, w.word));
