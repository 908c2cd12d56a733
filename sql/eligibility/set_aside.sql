-- about = "Relationships some of whose rows lie in quarantine, with the number of those rows."
-- reads = ["pair", "contract_place"]
WITH rows_aside AS (
    SELECT DISTINCT
        q.file_no, q.line, coalesce(q.client_id, c.client_id) AS client_id, q.freelancer_id, q.platform
    FROM quarantine AS q
    LEFT JOIN contract_place AS c ON q.contract_id = c.contract_id
)

SELECT p.platform, p.client_id, p.freelancer_id, count(*) AS rows_aside
FROM pair AS p
INNER JOIN rows_aside AS q
    ON p.client_id = q.client_id
    AND (q.freelancer_id IS NULL OR q.freelancer_id = p.freelancer_id)
    AND (coalesce(q.platform, '') = '' OR p.platform = '' OR q.platform = p.platform)
GROUP BY p.platform, p.client_id, p.freelancer_id
