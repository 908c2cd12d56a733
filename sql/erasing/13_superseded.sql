DELETE FROM superseded
WHERE
    row_key IN (SELECT row_key FROM gone_rows)
    OR EXISTS (SELECT 1 FROM gone_words AS w WHERE says(superseded.content, w.word));
