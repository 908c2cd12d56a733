-- about = "Days on which at least one contract of a relationship was open, overlapping contracts merged."
-- reads = ["contract_span"]
WITH ordered AS (
    SELECT
        relation_no, started_on, coalesce(ended_on, DATE '9999-01-01') AS ended_on,
        max(coalesce(ended_on, DATE '9999-01-01')) OVER (
            PARTITION BY relation_no
            ORDER BY started_on, coalesce(ended_on, DATE '9999-01-01'), contract_id
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS before_on
    FROM contract_span
),

numbered AS (
    SELECT
        *,
        sum(CASE WHEN before_on IS NULL OR started_on > before_on THEN 1 ELSE 0 END) OVER (
            PARTITION BY relation_no ORDER BY started_on, ended_on
            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        ) AS island_no
    FROM ordered
)

SELECT relation_no, min(started_on) AS started_on, max(ended_on) AS ended_on
FROM numbered
GROUP BY relation_no, island_no
