-- What was said about a file may name its rows.
UPDATE ledger SET message = 'erased' WHERE EXISTS (SELECT 1 FROM gone_words AS w WHERE says(ledger.message, w.word));
