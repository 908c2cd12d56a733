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
        -- Once, although its rows may stand with and without a platform.
        count(DISTINCT account_id) AS accounts,
        -- The first of its accounts gives a cluster its number, whatever the order of rows.
        row_number() OVER (ORDER BY min(sender || chr(31) || platform || chr(31) || account_id)) AS cluster_no
    FROM placed
    GROUP BY component
),

used AS (
    SELECT value_no, count(DISTINCT account_id) AS accounts
    FROM shared_value
    GROUP BY value_no
),

-- What is public is a value that many use, not the ring that many values of two accounts each make.
valued AS (
    SELECT c.component, count(*) AS shared_values, max(u.accounts) AS most_accounts
    FROM used AS u
    INNER JOIN component AS c ON u.value_no = c.node
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
    v.most_accounts >= $public_accounts AS is_public
FROM placed AS p
INNER JOIN sized AS z ON p.component = z.component
INNER JOIN valued AS v ON p.component = v.component
