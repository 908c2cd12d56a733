-- about = "Every platform that a row may belong to, with its number and how many there are, so that one number stands for platform, client and freelancer."
-- reads = ["contract_place", "pair_place"]
WITH named AS (
    SELECT '' AS platform
    UNION
    SELECT platform FROM contract_place
    UNION
    SELECT platform FROM pair_place
    UNION
    SELECT lower(trim(platform)) AS platform FROM contracts
    UNION
    SELECT profile_platform FROM contracts
    UNION
    SELECT profile_platform FROM payments
    UNION
    SELECT profile_platform FROM messages
    UNION
    SELECT profile_platform FROM relationships
    UNION
    SELECT profile_platform FROM reports
)

SELECT platform, row_number() OVER (ORDER BY platform) - 1 AS platform_no, count(*) OVER () AS platforms
FROM named
WHERE platform IS NOT NULL
