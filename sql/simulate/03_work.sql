-- Hours by week with seasons, holidays and what the road makes of them; contracts and payments with fees and refunds.
CREATE OR REPLACE TEMP TABLE week AS
WITH grid AS (
    SELECT r.*, w, r.started_on + cast(7 * w AS INTEGER) AS week_on, greatest(0, w - r.turn_week) AS since, r.r * 128 + w AS i
    FROM relationship AS r, range(60) AS t (w)  -- noqa: AL05
    WHERE w < r.weeks AND r.started_on + cast(7 * w AS INTEGER) < getvariable('world_end') AND (r.ended_on IS NULL OR NOT r.small)
)

SELECT
    *,
    CASE WHEN month(week_on) = 12 AND day(week_on) > 17 THEN 0.25 WHEN month(week_on) = 8 THEN 0.75 ELSE 1.0 END
    * (0.7 + 0.6 * share(i, 30))
    * CASE
        WHEN w < turn_week THEN 1.0
        WHEN hours_road = 'fade'
            THEN greatest(0.15 + 0.6 * share(r, 31), 1 - (1 - 0.15 - 0.6 * share(r, 31)) * since / pick(r, 32, 6, 26))
        WHEN hours_road = 'drop' THEN 0.6 * share(r, 31)
        WHEN hours_road = 'pause' THEN CASE WHEN since < pick(r, 32, 1, 6) THEN 0.3 * share(r, 31) ELSE 1.0 END
        WHEN hours_road = 'less' THEN 0.2 + 0.5 * share(r, 31)
        WHEN hours_road = 'rate' THEN 0.55 + 0.35 * share(r, 31)
        WHEN hours_road = 'end' THEN greatest(0.0, 1 - 0.3 * since)
        WHEN hours_road IN ('swap', 'vanish') THEN 0.0
        ELSE 1.0
    END AS load,
    CASE
        WHEN w >= turn_week AND hours_road = 'pause' AND since < pick(r, 32, 1, 6) THEN 0.6 * share(r, 33)
        WHEN w >= turn_week AND hours_road IN ('fade', 'drop') THEN 0.45 + 0.75 * share(r, 33)
        WHEN w >= turn_week AND hours_road = 'vanish' THEN 0.0
        WHEN w >= turn_week AND hours_road IN ('less', 'end') THEN 0.5 + 0.5 * share(r, 33)
        ELSE 1.0
    END AS talk_load
FROM grid;

CREATE OR REPLACE TEMP TABLE contract AS
SELECT
    'k-' || r AS contract_id, client_id, freelancer_id, 'Work on ' || client_name AS title,
    CASE WHEN hourly AND NOT small THEN 'hourly' ELSE 'fixed' END AS kind,
    CASE WHEN hours_road = 'swap' OR ended_on IS NOT NULL THEN 'ended' ELSE 'active' END AS status,
    started_on AS started_at,
    CASE WHEN hours_road = 'swap' THEN started_on + cast(7 * turn_week AS INTEGER) ELSE ended_on END AS ended_at,
    CASE WHEN hourly AND NOT small THEN rate || '.00' END AS hourly_rate,
    CASE WHEN NOT hourly OR small THEN agreed || '.00' END AS agreed_amount,
    'USD' AS currency,
    CASE WHEN ended_on IS NOT NULL AND share(r, 34) < 0.7 THEN printf('%.1f', 5.0 - 1.1 * share(r, 35) * share(r, 36)) END
        AS client_feedback,
    'upwork' AS platform
FROM relationship
UNION ALL
SELECT
    'k-' || r || '-b', client_id, freelancer_id, 'Monthly package', 'fixed', 'active',
    started_on + cast(7 * turn_week AS INTEGER), NULL, NULL, (rate * base_hours * 12) || '.00', 'USD', NULL, 'upwork'
FROM relationship
WHERE hours_road = 'swap' AND started_on + cast(7 * turn_week AS INTEGER) < getvariable('world_end');

CREATE OR REPLACE TEMP TABLE billed AS
-- Hourly work is paid every week.
SELECT
    r, 'p-' || r || '-' || w AS payment_id, client_id, freelancer_id, 'k-' || r AS contract_id, week_on + 7 AS paid_on,
    round(base_hours * load * 4) / 4 AS hours,
    round(base_hours * load * 4) / 4 * rate * CASE WHEN hours_road = 'rate' AND w >= turn_week THEN 1.25 ELSE 1.0 END AS amount,
    'hourly' AS kind
FROM week
WHERE hourly AND NOT small AND round(base_hours * load * 4) >= 1
UNION ALL
-- Fixed work by milestones every four weeks; where people leave, some of it is never billed.
SELECT
    r, 'p-' || r || '-' || w, client_id, freelancer_id, 'k-' || r, week_on + 7, NULL,
    round(agreed * 4.0 / greatest(4, weeks)), 'milestone'
FROM week
WHERE
    NOT hourly AND NOT small AND w % 4 = 3 AND NOT (paid_outside AND w >= turn_week AND share(i, 37) < 0.8)
    -- Of work that was cut short some part was billed, from next to nothing to most.
    AND NOT (hours_road = 'short' AND share(r, 46) * weeks < w)
UNION ALL
SELECT
    r, 'p-' || r || '-b' || w, client_id, freelancer_id, 'k-' || r || '-b', week_on + 7, NULL, rate * base_hours * 4.0, 'milestone'
FROM week
WHERE hours_road = 'swap' AND w >= turn_week AND (w - turn_week) % 4 = 3
UNION ALL
SELECT
    r, 'p-' || r || '-s', client_id, freelancer_id, 'k-' || r, coalesce(ended_on, started_on) + cast(pick(r, 38, 0, 24) AS INTEGER), NULL,
    agreed, 'fixed'
FROM relationship
WHERE small;

CREATE OR REPLACE TEMP TABLE outside AS
SELECT
    r.*,
    'o-' || r.r || '-' || n AS payment_id,
    r.started_on + cast(7 * r.turn_week + 10 + 14 * n AS INTEGER) AS paid_on,
    share(r.r, 40) < 0.6 AS names_client,
    ['bank', 'paypal', 'wise', 'zelle'][1 + draw(r.r, 41) % 4] AS channel,
    CASE draw(r.r, 42) % 4
        WHEN 0 THEN upper(r.client_name) WHEN 1 THEN r.client_name || ' Ltd' WHEN 2 THEN r.client_name[2:] ELSE r.client_name
    END AS counterparty
FROM relationship AS r, range(5) AS t (n)  -- noqa: AL05
WHERE
    r.paid_outside AND n < pick(r.r, 43, 1, 5) AND r.started_on + cast(7 * r.turn_week + 10 + 14 * n AS INTEGER) < getvariable('world_end');

CREATE OR REPLACE TEMP TABLE payment AS
SELECT
    payment_id, client_id, freelancer_id, contract_id, paid_on AS paid_at, printf('%.2f', cast(amount AS DOUBLE)) AS amount,
    'USD' AS currency, printf('%.2f', cast(amount AS DOUBLE) / 10) AS fee, hours, kind, NULL AS channel, NULL AS counterparty
FROM billed
WHERE paid_on < getvariable('world_end') AND amount > 0
UNION ALL
-- One payment in a hundred is given back in part.
SELECT
    payment_id || '-r', client_id, freelancer_id, contract_id, paid_on + 9, printf('%.2f', -cast(amount AS DOUBLE) * 0.5),
    'USD', printf('%.2f', -cast(amount AS DOUBLE) / 20), NULL, 'refund', NULL, NULL
FROM billed
WHERE paid_on + 9 < getvariable('world_end') AND draw(r, 44) % 100 = 0 AND amount > 0 AND payment_id LIKE '%-3'
UNION ALL
SELECT
    payment_id, CASE WHEN names_client THEN client_id END, freelancer_id, NULL, paid_on,
    printf('%.2f', cast(rate * base_hours AS DOUBLE)), 'USD', NULL, NULL, 'fixed', channel, counterparty
FROM outside;
