-- about = "Accounts that are linked by shared contact or payment values, one row an account, with the size and the name of their cluster."
-- reads = ["component", "shared_value"]
WITH placed AS (
    SELECT DISTINCT s.sender, s.platform, s.account_id, c.component
    FROM shared_value AS s
    INNER JOIN component AS c ON s.account_no = c.node
),

sized AS (
    SELECT
        component,
        count(*) AS accounts,
        -- The first of its accounts gives a cluster its number, whatever the order of rows.
        row_number() OVER (ORDER BY min(sender || chr(31) || platform || chr(31) || account_id)) AS cluster_no
    FROM placed
    GROUP BY component
),

valued AS (
    SELECT c.component, count(DISTINCT s.value_no) AS shared_values
    FROM shared_value AS s
    INNER JOIN component AS c ON s.value_no = c.node
    GROUP BY c.component
)

SELECT
    p.sender AS actor,
    p.platform,
    CASE WHEN p.sender = 'client' THEN p.account_id END AS client_id,
    CASE WHEN p.sender = 'freelancer' THEN p.account_id END AS freelancer_id,
    z.cluster_no AS cluster,
    z.accounts,
    v.shared_values,
    z.accounts >= $public_accounts AS is_public
FROM placed AS p
INNER JOIN sized AS z ON p.component = z.component
INNER JOIN valued AS v ON p.component = v.component
