-- about = "Days on which the window was over: from the day the months had passed until what starts it anew: for most policies the next contract or payment on the platform."
-- reads = ["anchor_day", "contract_island", "contract_span", "billing", "pair_place", "platform_number"]
-- Freedom once reached stays: a message in free time is an anchor of nothing, because its span lies inside the older one.
WITH hard AS (
    SELECT relation_no, started_on AS hard_on FROM contract_span
    WHERE $reset_by_contract
    UNION ALL
    SELECT relation_no, paid_on FROM billing
    WHERE $reset_by_payment AND counted AND client_id IS NOT NULL
),

-- The days for which an anchor is the latest one.
latest AS (
    SELECT relation_no, anchor_on, next_on, coalesce(next_on, DATE '9999-12-31') AS until_on FROM anchor_day
),

islands AS (
    SELECT
        i.relation_no,
        i.ended_on,
        a.next_on,
        cast(a.anchor_on + INTERVAL ($window_months) MONTH AS DATE) AS over_on
    FROM contract_island AS i
    -- Where nothing has dated the period by the end of a contract, that end brings no freedom: what comes later dates it.
    INNER JOIN latest AS a
        ON i.relation_no = a.relation_no AND a.anchor_on <= i.ended_on AND a.until_on > i.ended_on
    WHERE i.ended_on < DATE '9999-01-01'
),

-- Freedom is due when the months after an anchor have passed, or on the day after a contract that outlasts them. A contract
-- without a payment ends freedom for as long as it is open and no longer: nothing of it dates the period anew.
due AS (
    SELECT relation_no, next_on, due_on
    FROM (
        SELECT relation_no, next_on, cast(anchor_on + INTERVAL ($window_months) MONTH AS DATE) AS due_on FROM anchor_day
    ) AS a
    WHERE due_on IS NOT NULL
    UNION ALL
    SELECT relation_no, next_on, greatest(cast(ended_on + INTERVAL 1 DAY AS DATE), over_on) AS due_on
    FROM islands
    WHERE over_on IS NOT NULL
),

quiet AS (
    SELECT relation_no, due_on FROM due
    WHERE next_on IS NULL OR next_on >= due_on
),

reached AS (
    SELECT d.relation_no, d.due_on
    FROM quiet AS d
    INNER JOIN (SELECT relation_no, min(started_on) AS first_on FROM contract_island GROUP BY relation_no) AS f
        ON d.relation_no = f.relation_no AND d.due_on > f.first_on
    LEFT JOIN contract_island AS i
        ON d.relation_no = i.relation_no AND i.started_on < d.due_on AND i.ended_on >= d.due_on
    WHERE i.relation_no IS NULL
),

ended AS (
    SELECT r.relation_no, r.due_on, min(h.hard_on) AS free_until
    FROM reached AS r
    LEFT JOIN hard AS h ON r.relation_no = h.relation_no AND h.hard_on >= r.due_on
    GROUP BY r.relation_no, r.due_on
),

spans AS (
    SELECT relation_no, min(due_on) AS free_from, free_until
    FROM ended
    GROUP BY relation_no, free_until
)

SELECT s.relation_no, w.platform, p.client_id, p.freelancer_id, s.free_from, s.free_until
FROM spans AS s
INNER JOIN platform_number AS w ON s.relation_no % w.platforms = w.platform_no
INNER JOIN pair_place AS p ON s.relation_no // w.platforms = p.pair_no
