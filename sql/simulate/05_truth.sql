-- What the user would state, what was reported, and what was planted.
CREATE OR REPLACE TEMP TABLE spoken AS SELECT max(r) AS last_r FROM kept;

CREATE OR REPLACE TEMP TABLE stated AS
SELECT
    client_id, freelancer_id,
    CASE WHEN min(CASE WHEN kind <> 'road' AND share(r, 90) < 0.02 THEN 0 ELSE 1 END) = 0 THEN 'off_platform' ELSE 'unknown' END AS origin,
    CASE WHEN min(CASE WHEN kind <> 'road' AND share(r, 90) < 0.02 THEN 0 ELSE 1 END) = 0 THEN 'met_in_person' END AS origin_detail,
    CASE WHEN min(CASE WHEN kind <> 'road' AND share(r, 90) < 0.02 THEN 0 ELSE 1 END) = 0 THEN min(started_on) - 60 END AS first_met_at,
    min(client_name) AS client_name
FROM relationship
WHERE share(r, 91) < 0.6 AND r <= (SELECT last_r FROM spoken)
GROUP BY client_id, freelancer_id;

CREATE OR REPLACE TEMP TABLE report AS
SELECT
    'rep-' || r AS report_id, client_id, freelancer_id,
    CASE WHEN share(r, 92) < 0.8 THEN 'freelancer' ELSE 'platform' END AS reporter,
    started_on + cast(pick(r, 93, 20, 60) AS INTEGER) AS reported_at, 'asked to leave the platform' AS reason
FROM relationship
WHERE
    role IN ('bait_and_switch', 'repeat_pressure') AND share(r, 94) < 0.15 AND r <= (SELECT last_r FROM spoken)
    AND started_on + cast(pick(r, 93, 20, 60) AS INTEGER) < getvariable('world_end');

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
)

SELECT
    r.client_id,
    r.freelancer_id,
    CASE WHEN r.kind = 'look' THEN 'innocent:' || r.role ELSE r.role END AS road,
    list_concat(
        coalesce(p.rules, []),
        list_filter([
            CASE WHEN m.during THEN 'payment.direct_during_contract' END,
            CASE WHEN m.later THEN 'payment.direct_in_window' END,
            CASE WHEN m.nameless THEN 'payment.counterparty_match' END
        ], LAMBDA one: one IS NOT NULL)
    ) AS rule_ids,
    r.started_on + cast(CASE WHEN r.small THEN 0 ELSE 7 * r.turn_week END AS INTEGER) AS "from",
    r.last_on AS "to"
FROM relationship AS r
INNER JOIN role AS p ON r.kind = p.kind AND r.role = p.name
LEFT JOIN money AS m ON r.r = m.r
WHERE r.kind <> 'plain' AND r.r <= (SELECT last_r FROM spoken);
