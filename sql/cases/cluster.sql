-- about = "Accounts that are linked by shared contact or payment values, one row an account, with the size and the name of their cluster and the public addresses that the account uses beside it."
-- reads = ["component", "shared_value"]
WITH placed AS (
    SELECT DISTINCT s.sender, s.platform, s.account_id, s.account_no, c.component
    FROM shared_value AS s
    INNER JOIN component AS c ON s.account_no = c.node
),

-- The first of its accounts gives a cluster its number, whatever the order of rows.
numbered AS (
    SELECT component, row_number() OVER (ORDER BY min(sender || chr(31) || platform || chr(31) || account_id)) AS cluster_no
    FROM placed
    GROUP BY component
),

-- Once each, although the rows of an account may stand with and without a platform. Who uses a public address beside the values
-- of a smaller circle belongs to that one, and counts here all the same.
sized AS (
    SELECT
        c.component,
        count(DISTINCT s.account_no) AS accounts,
        count(DISTINCT s.value_no) AS shared_values,
        bool_or(s.is_public) AS is_public
    FROM shared_value AS s
    INNER JOIN component AS c ON s.value_no = c.node
    GROUP BY c.component
),

beside AS (
    SELECT account_no, count(DISTINCT value_no) AS public_values, max(users) AS public_users
    FROM shared_value
    WHERE NOT links
    GROUP BY account_no
)

SELECT
    p.sender AS actor,
    p.platform,
    CASE WHEN p.sender = 'client' THEN p.account_id END AS client_id,
    CASE WHEN p.sender = 'freelancer' THEN p.account_id END AS freelancer_id,
    n.cluster_no AS cluster,
    z.accounts,
    z.shared_values,
    z.is_public,
    coalesce(b.public_values, 0) AS public_values,
    coalesce(b.public_users, 0) AS public_users
FROM placed AS p
INNER JOIN numbered AS n ON p.component = n.component
INNER JOIN sized AS z ON p.component = z.component
LEFT JOIN beside AS b ON p.account_no = b.account_no
