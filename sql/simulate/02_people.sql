-- Who works with whom, in which language, from when to when, and on which road. The world ends on $world_end.
CREATE OR REPLACE TEMP TABLE drawn AS
SELECT
    r,
    CASE
        WHEN share(r, 1) < getvariable('prevalence') THEN 'road'
        WHEN share(r, 2) < getvariable('lookalikes') THEN 'look'
        ELSE 'plain'
    END AS kind
FROM range(getvariable('first_no'), getvariable('last_no')) AS t (r);  -- noqa: AL05

CREATE OR REPLACE TEMP TABLE person AS
SELECT
    d.r,
    d.kind,
    coalesce(p.name, 'plain') AS role,
    coalesce(p.hours, 'none') AS hours_road,
    coalesce(p.small, FALSE) AS small,
    coalesce(p.outside, 0) > share(d.r, 4) AS paid_outside,
    coalesce(p.claims, FALSE) AS claims,
    coalesce(p.reported, 0) AS reported,
    d.r // getvariable('ring') AS ring,
    -- Frauds come back to many freelancers under one name; other clients have one relationship each.
    CASE
        WHEN p.name IN ('bait_and_switch', 'repeat_pressure') THEN 'c-' || p.name[1] || (d.r // getvariable('ring'))
        ELSE 'c-' || d.r
    END AS client_id,
    -- One account has one name, whoever works with it: what the name is drawn from is the account's own number.
    CASE
        WHEN p.name IN ('bait_and_switch', 'repeat_pressure')
            THEN 800000000 + 2 * (d.r // getvariable('ring')) + cast(p.name = 'repeat_pressure' AS INTEGER)
        ELSE d.r
    END AS name_no,
    'f-' || (draw(d.r, 5) % getvariable('freelancers')) AS freelancer_id,
    ['en', 'en', 'en', 'en', 'en', 'es', 'pt', 'de', 'fr', 'ru', 'hi', 'id'][1 + draw(d.r, 6) % 12] AS lang,
    DATE '2022-01-03' + cast(7 * pick(d.r, 7, 0, 215) AS INTEGER) AS started_on,
    CASE
        WHEN p.hours IN ('fade', 'drop', 'pause', 'less', 'rate', 'swap', 'end', 'vanish') THEN pick(d.r, 8, 14, 46)
        WHEN p.hours = 'short' THEN pick(d.r, 8, 9, 30)
        ELSE pick(d.r, 8, 4, 34)
    END AS weeks,
    CASE
        WHEN p.hours IN ('fade', 'drop', 'pause', 'less', 'rate', 'swap', 'end', 'vanish') THEN TRUE
        WHEN p.hours = 'short' THEN FALSE
        ELSE share(d.r, 9) < 0.45
    END AS hourly,
    pick(d.r, 10, 15, 95) AS rate,
    pick(d.r, 11, 5, 38) AS base_hours,
    pick(d.r, 12, 1, 3) + CASE WHEN p.hours IN ('fade', 'drop') THEN pick(d.r, 13, 0, 3) ELSE 0 END AS talk,
    coalesce(p.ends, FALSE) OR (coalesce(p.hours, '') <> 'vanish' AND share(d.r, 14) < 0.75) AS ends
FROM drawn AS d
LEFT JOIN role AS p ON d.kind = p.kind AND share(d.r, 3) >= p.low AND share(d.r, 3) < p.high;

CREATE OR REPLACE TEMP TABLE relationship AS
SELECT
    *,
    -- After the turn the road begins; before it there is ordinary work.
    CASE WHEN hours_road = 'end' THEN weeks - pick(r, 15, 2, 5) ELSE greatest(2, cast(weeks * (0.35 + 0.3 * share(r, 16)) AS BIGINT)) END
        AS turn_week,
    least(started_on + cast(7 * weeks AS INTEGER), getvariable('world_end')) AS last_on,
    CASE
        WHEN small THEN started_on + cast(pick(r, 17, 3, 20) AS INTEGER)
        WHEN ends AND started_on + cast(7 * weeks AS INTEGER) < getvariable('world_end') THEN started_on + cast(7 * weeks AS INTEGER)
    END AS ended_on,
    CASE WHEN small THEN pick(r, 18, 30, 320) ELSE 100 * pick(r, 18, 3, 60) END AS agreed,
    getvariable('words')[1 + draw(name_no, 19) % len(getvariable('words'))] || ' '
    || getvariable('words')[1 + draw(name_no, 20) % len(getvariable('words'))] AS client_name
FROM person;
