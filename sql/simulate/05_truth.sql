-- What the user would state, what was reported, and what was planted.
CREATE OR REPLACE TEMP TABLE spoken AS SELECT max(r) AS last_r FROM kept;

CREATE OR REPLACE TEMP TABLE stated AS
WITH said_so AS (
    SELECT
        *,
        claims OR (kind <> 'road' AND share(r, 90) < 0.02) AS outside_claimed,
        -- Who claims it falsely names a day after the first talk, or none.
        CASE
            WHEN kind <> 'road' THEN started_on - 60
            WHEN share(r, 95) < 0.8 THEN started_on + cast(pick(r, 96, 5, 40) AS INTEGER)
        END AS met_on
    FROM relationship
    WHERE (claims OR share(r, 91) < 0.6) AND r <= (SELECT last_r FROM spoken)
)

SELECT
    client_id, freelancer_id,
    CASE WHEN bool_or(outside_claimed) THEN 'off_platform' ELSE 'unknown' END AS origin,
    CASE WHEN bool_or(outside_claimed) THEN 'met_in_person' END AS origin_detail,
    min(CASE WHEN outside_claimed THEN met_on END) AS first_met_at,
    min(client_name) AS client_name
FROM said_so
GROUP BY client_id, freelancer_id;

CREATE OR REPLACE TEMP TABLE report AS
SELECT
    'rep-' || r AS report_id, client_id, freelancer_id,
    CASE WHEN share(r, 92) < 0.8 THEN 'freelancer' ELSE 'platform' END AS reporter,
    started_on + cast(pick(r, 93, 20, 60) AS INTEGER) AS reported_at, 'asked to leave the platform' AS reason
FROM relationship
WHERE
    role IN ('bait_and_switch', 'repeat_pressure') AND share(r, 94) < 0.15 AND r <= (SELECT last_r FROM spoken)
    AND started_on + cast(pick(r, 93, 20, 60) AS INTEGER) < getvariable('world_end')
UNION ALL
-- Freelancers are reported too, by their clients more often than by the platform.
SELECT
    'rep-' || r || '-' || n, client_id, freelancer_id, CASE WHEN share(r, 92) < 0.7 THEN 'client' ELSE 'platform' END,
    started_on + cast(7 * turn_week + 15 + 10 * n AS INTEGER), 'asked to be paid elsewhere'
FROM relationship, range(2) AS t (n)  -- noqa: AL05
WHERE
    share(r, 94) < reported AND n < pick(r, 97, 1, 2) AND r <= (SELECT last_r FROM spoken)
    AND started_on + cast(7 * turn_week + 15 + 10 * n AS INTEGER) < getvariable('world_end');

CREATE OR REPLACE TEMP TABLE truth AS
WITH money AS (
    SELECT
        o.r,
        bool_or(names_client AND (r.ended_on IS NULL OR o.paid_on <= r.ended_on)) AS during,
        bool_or(names_client AND o.paid_on > r.ended_on) AS later,
        bool_or(NOT names_client) AS nameless
    FROM outside AS o
    INNER JOIN relationship AS r ON o.r = r.r
    GROUP BY o.r
),

-- What a line was planted for counts where the line was said and is in the files.
spoke AS (
    SELECT r, list_distinct(flatten(array_agg(rules))) AS rules, count(*) AS planted_lines
    FROM kept
    WHERE planted
    GROUP BY r
),

told AS (
    SELECT
        client_id,
        freelancer_id,
        bool_or(reporter <> 'freelancer') AS about_freelancer,
        bool_or(reporter = 'freelancer') AS about_client
    FROM report
    GROUP BY client_id, freelancer_id
)

SELECT
    r.client_id,
    r.freelancer_id,
    CASE WHEN r.kind = 'look' THEN 'innocent:' || r.role ELSE r.role END AS road,
    list_concat(
        -- A road that the end of the world cut off before it began left nothing to find.
        CASE
            WHEN r.kind <> 'road' THEN []
            WHEN w.r IS NOT NULL OR r.claims OR r.started_on + cast(7 * r.turn_week AS INTEGER) < r.last_on
                THEN
                    list_distinct(list_concat(coalesce(p.rules, []), coalesce(w.rules, [])))
            ELSE []
        END,
        list_filter([
            CASE WHEN m.during THEN 'payment.direct_during_contract' END,
            CASE WHEN m.later THEN 'payment.direct_in_window' END,
            CASE WHEN m.nameless THEN 'payment.counterparty_match' END,
            CASE WHEN g.about_freelancer THEN 'report.received' END,
            CASE WHEN g.about_client THEN 'conduct.reported' END
        ], LAMBDA one: one IS NOT NULL)
    ) AS rule_ids,
    least(r.started_on + cast(CASE WHEN r.small THEN 0 ELSE 7 * r.turn_week END AS INTEGER), r.last_on) AS "from",
    r.last_on AS "to"
FROM relationship AS r
INNER JOIN role AS p ON r.kind = p.kind AND r.role = p.name
LEFT JOIN money AS m ON r.r = m.r
LEFT JOIN spoke AS w ON r.r = w.r
LEFT JOIN told AS g ON r.client_id = g.client_id AND r.freelancer_id = g.freelancer_id
WHERE r.kind <> 'plain' AND r.r <= (SELECT last_r FROM spoken);
