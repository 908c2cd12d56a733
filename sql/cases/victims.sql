-- about = "The relationships of each case, one row each, with what was found in them."
-- reads = ["account_finding", "actors"]
SELECT
    a.case_no,
    f.platform,
    f.client_id,
    f.freelancer_id,
    count(*) AS findings,
    max(f.weight) AS worst_weight,
    max_by(f.severity, f.weight) AS worst,
    cast(min(f.occurred_at) AS DATE) AS first_on,
    min(f.finding_id) AS finding_id
FROM account_finding AS f
INNER JOIN actors AS a
    ON f.actor = a.actor AND f.account_id = coalesce(a.client_id, a.freelancer_id)
GROUP BY a.case_no, f.platform, f.client_id, f.freelancer_id
