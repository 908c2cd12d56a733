-- about = "Accounts with open findings, or in a cluster of accounts: risk over all their relationships, first those with the most risk in the most relationships."
-- reads = ["account_finding", "cluster", "pair"]
WITH strongest AS (
    SELECT actor, account_id, rule_id, max(weight * confidence) AS part
    FROM account_finding
    GROUP BY actor, account_id, rule_id
),

risky AS (
    SELECT
        actor,
        account_id,
        -- As the risk of a relationship is rounded: halves up, whatever floats add behind the ninth digit.
        cast(round(cast(100 * (1 - product(1 - part)) AS DECIMAL(18, 9)), 1) AS DOUBLE) AS risk
    FROM strongest
    GROUP BY actor, account_id
),

counted AS (
    SELECT
        actor,
        account_id,
        count(DISTINCT platform || chr(31) || client_id || chr(31) || freelancer_id) AS involved,
        count(*) AS findings,
        count(CASE WHEN severity = 'critical' THEN 1 END) AS critical,
        count(CASE WHEN severity = 'high' THEN 1 END) AS high,
        count(CASE WHEN severity = 'medium' THEN 1 END) AS medium,
        count(CASE WHEN severity = 'low' THEN 1 END) AS low,
        string_agg(DISTINCT rule_id, ', ' ORDER BY rule_id) AS rules,
        cast(min(occurred_at) AS DATE) AS first_on,
        cast(max(occurred_at) AS DATE) AS last_on
    FROM account_finding
    GROUP BY actor, account_id
),

accounts AS (
    SELECT actor, account_id FROM counted
    UNION
    SELECT actor, coalesce(client_id, freelancer_id) FROM cluster
),

-- Where an account works, by the names of all its platforms; rows without one say nothing about it.
sided AS (
    SELECT 'client' AS actor, client_id AS account_id, platform FROM pair
    UNION ALL
    SELECT 'freelancer' AS actor, freelancer_id, platform FROM pair
),

related AS (
    SELECT actor, account_id, count(*) AS relationships FROM sided
    GROUP BY actor, account_id
),

placed AS (
    SELECT actor, account_id, string_agg(DISTINCT platform, ', ' ORDER BY platform) AS platform
    FROM (
        SELECT actor, account_id, platform FROM sided
        UNION
        SELECT actor, account_id, platform FROM account_finding
        UNION
        SELECT actor, coalesce(client_id, freelancer_id), platform FROM cluster
    ) AS named
    WHERE platform <> ''
    GROUP BY actor, account_id
)

SELECT
    row_number() OVER (
        -- One fraud with hundreds of victims comes before a graver one with a single victim.
        ORDER BY coalesce(r.risk * c.involved, 0) DESC, coalesce(r.risk, 0) DESC, a.actor ASC, a.account_id ASC
    ) AS case_no,
    a.actor,
    coalesce(l.platform, '') AS platform,
    CASE WHEN a.actor = 'client' THEN a.account_id END AS client_id,
    CASE WHEN a.actor = 'freelancer' THEN a.account_id END AS freelancer_id,
    coalesce(r.risk, 0) AS risk,
    coalesce(n.relationships, 0) AS relationships,
    coalesce(c.involved, 0) AS involved,
    coalesce(c.findings, 0) AS findings,
    coalesce(c.critical, 0) AS critical,
    coalesce(c.high, 0) AS high,
    coalesce(c.medium, 0) AS medium,
    coalesce(c.low, 0) AS low,
    coalesce(c.rules, '') AS rules,
    c.first_on,
    c.last_on,
    k.cluster,
    k.accounts AS cluster_accounts,
    k.shared_values AS cluster_values,
    coalesce(k.is_public, FALSE) AS cluster_is_public,
    coalesce(k.public_values, 0) AS public_values,
    coalesce(k.public_users, 0) AS public_users
FROM accounts AS a
LEFT JOIN risky AS r ON a.actor = r.actor AND a.account_id = r.account_id
LEFT JOIN counted AS c ON a.actor = c.actor AND a.account_id = c.account_id
LEFT JOIN related AS n ON a.actor = n.actor AND a.account_id = n.account_id
LEFT JOIN placed AS l ON a.actor = l.actor AND a.account_id = l.account_id
LEFT JOIN cluster AS k
    ON a.actor = k.actor AND a.account_id = coalesce(k.client_id, k.freelancer_id)
