-- Rows of statements that name nobody by an id: those with a name of the erased, and those that are too old.
DELETE FROM set_apart
WHERE
    counterparty IN (SELECT word FROM gone_words)
    OR row_key IN (SELECT row_key FROM gone_rows)
    OR paid_on < $older_than
    OR EXISTS (SELECT 1 FROM gone_words AS w WHERE says(set_apart.content, w.word));
