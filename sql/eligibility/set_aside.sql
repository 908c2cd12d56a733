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

-- A line that names nobody may be a row of anyone whom its file speaks of.
nameless AS (
    SELECT file_no, line FROM named
    GROUP BY file_no, line
    HAVING count(*) FILTER (WHERE client_id IN (SELECT p.client_id FROM pair AS p)) = 0
),

spoken_of AS (
    SELECT file_no, client_id, freelancer_id FROM contracts
    UNION ALL
    SELECT file_no, client_id, freelancer_id FROM payments
    UNION ALL
    SELECT file_no, client_id, freelancer_id FROM messages
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
    UNION
    SELECT n.file_no, n.line, s.client_id, s.freelancer_id, NULL AS platform
    FROM nameless AS n
    INNER JOIN spoken_of AS s ON n.file_no = s.file_no
)

SELECT p.relation_no, count(*) AS rows_aside
FROM pair AS p
INNER JOIN rows_aside AS q
    ON p.client_id = q.client_id
    AND (q.freelancer_id IS NULL OR q.freelancer_id = p.freelancer_id)
    AND (coalesce(q.platform, '') = '' OR p.platform = '' OR q.platform = p.platform)
GROUP BY p.relation_no
