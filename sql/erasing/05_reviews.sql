-- With their notes, which may say anything.
DELETE FROM reviews WHERE finding_id IN (SELECT finding_id FROM gone_findings);
