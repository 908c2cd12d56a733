UPDATE runs SET summary = '{}' WHERE EXISTS (SELECT 1 FROM gone_words AS w WHERE says(runs.summary, w.word));
