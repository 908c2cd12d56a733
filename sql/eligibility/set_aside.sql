-- about = "Relationships some of whose rows lie in quarantine, with the number of those rows, that of rows that name nobody among them, and the file and line of the first by name."
-- reads = ["pair", "contract_place", "anchor_day"]
WITH placed AS (
    SELECT
        q.file_no,
        q.line,
        q.file,
        q.raw,
        q.table_name,
        -- Where an export names no client, the contract id stands for it.
        coalesce(nullif(q.client_id, q.contract_id), c.client_id, q.client_id) AS client_id,
        q.freelancer_id,
        lower(trim(q.platform)) AS platform
    FROM quarantine AS q
    LEFT JOIN contract_place AS c ON q.contract_id = c.contract_id
),

-- A row that could not be taken apart belongs to every client whose id stands in its text as a word of its own.
named AS (
    SELECT file_no, line, file, raw, table_name, platform, unnest(regexp_extract_all(raw, '[\w.@+-]+')) AS client_id
    FROM placed
    WHERE client_id IS NULL
),

-- A line that names nobody may be a row of anyone on its platform, whatever file it stood in, but for a payment or a message of a
-- day before the latest anchor, which changes no date; a day that is written in another way is not known.
nameless AS (
    SELECT
        coalesce(max(platform), '') AS platform,
        {'file': max(file), 'line': line, 'file_no': file_no} AS place,
        CASE
            WHEN
                max(table_name) IN ('payments', 'messages')
                AND NOT regexp_matches(max(raw), '\d[/.]\d{1,2}[/.]\d')
                THEN list_max(list_transform(regexp_extract_all(max(raw), '\d{4}-\d{2}-\d{2}'), LAMBDA one: try_cast(one AS DATE)))
        END AS day
    FROM named
    WHERE coalesce(table_name, '') NOT IN ('relationships', 'reports')
    GROUP BY file_no, line
    HAVING count(*) FILTER (WHERE client_id IN (SELECT p.client_id FROM pair AS p)) = 0
),

days_aside AS (
    SELECT platform, day, count(*) AS rows_aside, min(place) AS first_place
    FROM nameless
    GROUP BY platform, day
),

latest AS (
    SELECT relation_no, max(anchor_on) AS anchor_on
    FROM anchor_day
    GROUP BY relation_no
),

nobodys AS (
    SELECT p.relation_no, sum(d.rows_aside) AS rows_aside, min(d.first_place) AS first_place
    FROM days_aside AS d
    INNER JOIN pair AS p ON d.platform = '' OR p.platform = '' OR d.platform = p.platform
    LEFT JOIN latest AS a ON p.relation_no = a.relation_no
    WHERE d.day IS NULL OR a.anchor_on IS NULL OR d.day >= a.anchor_on
    GROUP BY p.relation_no
),

rows_aside AS (
    SELECT file_no, line, file, client_id, freelancer_id, platform FROM placed
    WHERE client_id IS NOT NULL
    UNION
    -- A name that stood for the client until its other payments were tied.
    SELECT p.file_no, p.line, p.file, t.client_id, NULL AS freelancer_id, p.platform
    FROM placed AS p
    INNER JOIN ties AS t ON p.client_id = t.stated_client_id
    WHERE t.client_id IS NOT NULL
    UNION
    SELECT file_no, line, file, client_id, NULL AS freelancer_id, platform FROM named
),

somebodys AS (
    SELECT
        p.relation_no,
        count(*) AS rows_aside,
        min({'file': q.file, 'line': q.line, 'file_no': q.file_no}) AS first_place
    FROM pair AS p
    INNER JOIN rows_aside AS q
        ON p.client_id = q.client_id
        AND (q.freelancer_id IS NULL OR q.freelancer_id = p.freelancer_id)
        AND (coalesce(q.platform, '') = '' OR p.platform = '' OR q.platform = p.platform)
    GROUP BY p.relation_no
)

SELECT
    relation_no,
    cast(sum(rows_aside) AS BIGINT) AS rows_aside,
    cast(sum(perhaps) AS BIGINT) AS rows_perhaps,
    min(first_place).file AS aside_file,
    min(first_place).line AS aside_line
FROM (
    SELECT relation_no, rows_aside, 0 AS perhaps, first_place FROM somebodys
    UNION ALL
    SELECT relation_no, rows_aside, rows_aside AS perhaps, first_place FROM nobodys
) AS every_one
GROUP BY relation_no
