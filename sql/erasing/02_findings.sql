-- Findings about the erased, and those of others that rest on their rows.
DELETE FROM findings WHERE finding_id IN (SELECT finding_id FROM gone_findings);
