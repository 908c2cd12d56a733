DELETE FROM run_findings WHERE finding_id IN (SELECT finding_id FROM gone_findings);
