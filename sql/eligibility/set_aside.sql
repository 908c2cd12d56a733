-- about = "Relationships some of whose rows lie in quarantine, with the number of those rows."
-- reads = ["pair", "contract_place"]
WITH placed AS (
    SELECT
        q.file_no,
        q.line,
        q.raw,
        -- Where an export names no client, the contract id stands for it.
        coalesce(nullif(q.client_id, q.contract_id), c.client_id, q.client_id) AS client_id,
        q.freelancer_id,
        q.platform
    FROM quarantine AS q
    LEFT JOIN contract_place AS c ON q.contract_id = c.contract_id
),

-- A row that could not be taken apart belongs to every client whose id stands in its text as a word of its own.
named AS (
    SELECT file_no, line, unnest(regexp_extract_all(raw, '[\w.@+-]+')) AS client_id
    FROM placed
    WHERE client_id IS NULL
),

rows_aside AS (
    SELECT file_no, line, client_id, freelancer_id, platform FROM placed
    WHERE client_id IS NOT NULL
    UNION
    -- A name that stood for the client until its other payments were tied.
    SELECT p.file_no, p.line, t.client_id, NULL AS freelancer_id, p.platform
    FROM placed AS p
    INNER JOIN ties AS t ON p.client_id = t.stated_client_id
    WHERE t.client_id IS NOT NULL
    UNION
    SELECT file_no, line, client_id, NULL AS freelancer_id, NULL AS platform FROM named
)

SELECT p.platform, p.client_id, p.freelancer_id, count(*) AS rows_aside
FROM pair AS p
INNER JOIN rows_aside AS q
    ON p.client_id = q.client_id
    AND (q.freelancer_id IS NULL OR q.freelancer_id = p.freelancer_id)
    AND (coalesce(q.platform, '') = '' OR p.platform = '' OR q.platform = p.platform)
GROUP BY p.platform, p.client_id, p.freelancer_id
