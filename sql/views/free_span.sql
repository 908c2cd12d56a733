-- about = "Days on which the window was over: from the day the months had passed until what starts it anew: for most policies the next contract or payment on the platform."
-- reads = ["anchor", "contract_island", "contract_span", "billing"]
-- Freedom once reached stays: a message in free time is an anchor of nothing, because its span lies inside the older one.
WITH hard AS (
    SELECT platform, client_id, freelancer_id, started_on AS hard_on FROM contract_span
    WHERE $reset_by_contract
    UNION
    SELECT platform, client_id, freelancer_id, paid_on FROM billing
    WHERE $reset_by_payment AND counted AND client_id IS NOT NULL
),

-- Freedom is due when the months after an anchor have passed, or on the day after a contract that outlasts them.
due AS (
    SELECT a.platform, a.client_id, a.freelancer_id, a.next_on, a.due_on, a.due_on AS quiet_to
    FROM (
        SELECT *, cast(anchor_on + INTERVAL ($window_months) MONTH AS DATE) AS due_on FROM anchor
    ) AS a
    WHERE a.next_on IS NULL OR a.next_on >= a.due_on
    UNION ALL
    SELECT
        platform,
        client_id,
        freelancer_id,
        next_on,
        greatest(cast(ended_on + INTERVAL 1 DAY AS DATE), over_on) AS due_on,
        -- A contract that began in freedom starts a new window, paid or not: what is said within it counts again.
        CASE
            WHEN over_on <= started_on THEN cast(ended_on + INTERVAL ($window_months) MONTH AS DATE)
            ELSE greatest(cast(ended_on + INTERVAL 1 DAY AS DATE), over_on)
        END AS quiet_to
    FROM (
        SELECT
            i.platform,
            i.client_id,
            i.freelancer_id,
            i.started_on,
            i.ended_on,
            min(CASE WHEN a.anchor_on > i.ended_on THEN a.anchor_on END) AS next_on,
            cast(
                max(CASE WHEN a.anchor_on <= i.ended_on THEN a.anchor_on END) + INTERVAL ($window_months) MONTH AS DATE
            ) AS over_on
        FROM contract_island AS i
        LEFT JOIN anchor AS a
            ON i.platform = a.platform AND i.pair_no = a.pair_no
        WHERE i.ended_on < DATE '9999-01-01'
        GROUP BY i.platform, i.client_id, i.freelancer_id, i.started_on, i.ended_on
    ) AS islands
),

reached AS (
    SELECT d.platform, d.client_id, d.freelancer_id, d.due_on
    FROM due AS d
    INNER JOIN
        (
            SELECT platform, client_id, freelancer_id, min(started_on) AS first_on
            FROM contract_island
            GROUP BY platform, client_id, freelancer_id
        ) AS f
        ON d.platform = f.platform AND d.client_id = f.client_id AND d.freelancer_id = f.freelancer_id
        AND d.due_on > f.first_on
    LEFT JOIN contract_island AS i
        ON d.platform = i.platform AND d.client_id = i.client_id AND d.freelancer_id = i.freelancer_id
        AND i.started_on < d.due_on AND i.ended_on >= d.due_on
    WHERE i.client_id IS NULL AND (d.next_on IS NULL OR d.next_on >= d.quiet_to)
),

ended AS (
    SELECT r.platform, r.client_id, r.freelancer_id, r.due_on, min(h.hard_on) AS free_until
    FROM reached AS r
    LEFT JOIN hard AS h
        ON r.platform = h.platform AND r.client_id = h.client_id AND r.freelancer_id = h.freelancer_id
        AND h.hard_on >= r.due_on
    GROUP BY r.platform, r.client_id, r.freelancer_id, r.due_on
)

SELECT platform, client_id, freelancer_id, min(due_on) AS free_from, free_until
FROM ended
GROUP BY platform, client_id, freelancer_id, free_until
