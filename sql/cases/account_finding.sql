-- about = "Open findings above info, each under the accounts that did it; what both sides did stands under both."
-- reads = ["open_finding"]
WITH sides AS (
    SELECT *, 'client' AS side, client_id AS account_id FROM open_finding
    WHERE actor IN ('client', 'both')
    UNION ALL
    SELECT *, 'freelancer' AS side, freelancer_id AS account_id FROM open_finding
    WHERE actor IN ('freelancer', 'both')
)

SELECT
    side AS actor, platform, account_id, client_id, freelancer_id, finding_id, rule_id, severity, weight, confidence, occurred_at
FROM sides
