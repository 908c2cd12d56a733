-- about = "Each day on which a message moved a date that was still running: the message, the date before it and the date after it."
-- reads = ["anchor", "contract_island"]
WITH begun AS (
    SELECT platform, client_id, freelancer_id, min(started_on) AS started_on FROM contract_island
    GROUP BY platform, client_id, freelancer_id
),

ordered AS (
    SELECT
        platform, client_id, freelancer_id, anchor_on, anchor_rank, row_id,
        lag(anchor_on) OVER (PARTITION BY platform, client_id, freelancer_id ORDER BY anchor_on) AS before_on,
        max(CASE WHEN anchor_rank <> 3 THEN anchor_on END) OVER (
            PARTITION BY platform, client_id, freelancer_id
        ) AS work_on
    FROM anchor
)

SELECT
    o.platform,
    o.client_id,
    o.freelancer_id,
    o.anchor_on AS reset_on,
    o.row_id,
    cast(o.before_on + INTERVAL ($window_months) MONTH AS DATE) AS moved_from,
    cast(o.anchor_on + INTERVAL ($window_months) MONTH AS DATE) AS moved_to,
    o.work_on
FROM ordered AS o
INNER JOIN begun AS b
    ON o.platform = b.platform AND o.client_id = b.client_id AND o.freelancer_id = b.freelancer_id
LEFT JOIN contract_island AS i
    ON o.platform = i.platform AND o.client_id = i.client_id AND o.freelancer_id = i.freelancer_id
    AND i.started_on <= o.anchor_on AND i.ended_on >= o.anchor_on
WHERE
    o.anchor_rank = 3
    AND o.anchor_on > b.started_on
    AND o.anchor_on < cast(o.before_on + INTERVAL ($window_months) MONTH AS DATE)
    AND i.client_id IS NULL
