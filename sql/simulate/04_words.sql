-- What is said: ordinary talk by week, and the lines of the road's script at their moments.
CREATE OR REPLACE TEMP TABLE said AS
SELECT
    w.r, w.lang, CASE WHEN share(w.i * 16 + n, 50) < 0.55 THEN 'client' ELSE 'freelancer' END AS sender,
    CASE WHEN share(w.i * 16 + n, 50) < 0.55 THEN 'work_client' ELSE 'work_freelancer' END AS family,
    w.week_on + cast(draw(w.i * 16 + n, 51) % 7 AS INTEGER) AS said_on, w.i * 16 + n AS no, FALSE AS planted, cast([] AS VARCHAR[]) AS rules
FROM week AS w, range(9) AS t (n)  -- noqa: AL05
WHERE n < round(w.talk * w.talk_load + 1.2 * share(w.i, 52) - 0.6)
UNION ALL
-- Before a contract people get to know each other, and after a small one they talk about the next.
SELECT
    r, lang, CASE WHEN n % 2 = 0 THEN 'client' ELSE 'freelancer' END, CASE WHEN n % 2 = 0 THEN 'work_client' ELSE 'work_freelancer' END,
    started_on - cast(6 - n AS INTEGER), (r * 128 + 100) * 16 + n, FALSE, cast([] AS VARCHAR[])
FROM relationship, range(5) AS t (n)  -- noqa: AL05
WHERE n < pick(r, 53, 2, 5)
UNION ALL
SELECT
    r.r, r.lang, s.sender, s.family,
    CASE s.anchor
        WHEN 'start' THEN r.started_on
        WHEN 'paid' THEN coalesce(p.paid_on, r.started_on)
        WHEN 'stop' THEN coalesce(r.ended_on, r.last_on)
        ELSE r.started_on + cast(7 * r.turn_week AS INTEGER)
    END + cast(pick(r.r, 60 + s.step, s.from_day, s.to_day) AS INTEGER),
    (r.r * 128 + 101) * 16 + s.step, r.kind = 'road', s.rules
FROM relationship AS r
INNER JOIN script AS s ON r.kind = s.kind AND r.role = s.role AND share(r.r, 80 + s.step) < s.chance
LEFT JOIN (SELECT r, min(paid_on) AS paid_on FROM billed GROUP BY r) AS p ON r.r = p.r;

CREATE OR REPLACE TEMP TABLE kept AS
SELECT *
FROM said
WHERE said_on < getvariable('world_end')
QUALIFY row_number() OVER (ORDER BY r ASC, planted DESC, no ASC) <= getvariable('messages_left');

CREATE OR REPLACE TEMP TABLE detail AS
SELECT
    r,
    -- Accounts of a ring share their address, number and handle.
    CASE WHEN role = 'shared_identity' THEN 900000000 + ring ELSE r END AS owner
FROM relationship;

CREATE OR REPLACE TEMP TABLE message AS
WITH worded AS (
    SELECT
        k.* EXCLUDE (rules), r.client_id, r.freelancer_id, r.started_on,
        CASE WHEN k.sender = 'client' THEN d.owner ELSE 700000000 + draw(r.r, 5) % getvariable('freelancers') END AS o,
        -- A language that has no line of the family speaks English.
        coalesce(f.family, 'x') AS family_at, coalesce(f.lang, 'en') AS lang_at,
        coalesce(f.lines, e.lines) AS lines
    FROM kept AS k
    INNER JOIN relationship AS r ON k.r = r.r
    INNER JOIN detail AS d ON k.r = d.r
    LEFT JOIN phrase AS f ON k.family = f.family AND k.lang = f.lang
    LEFT JOIN phrase AS e ON k.family = e.family AND e.lang = 'en'
),

valued AS (
    SELECT
        *,
        lines[1 + draw(no, 54) % len(lines)] AS line,
        getvariable('words')[1 + draw(o, 55) % len(getvariable('words'))] AS user_word,
        getvariable('words')[1 + draw(o, 56) % len(getvariable('words'))] AS domain_word,
        printf('%04d', 100 + cast(draw(o, 57) % 100 AS INTEGER)) AS last_four,
        200 + draw(o, 58) % 700 AS area
    FROM worded
)

SELECT
    'm-' || r || '-' || no AS message_id,
    client_id,
    freelancer_id,
    't-' || r AS thread_id,
    CASE WHEN said_on >= started_on THEN 'k-' || r END AS contract_id,
    sender,
    strftime(cast(said_on AS TIMESTAMP) + INTERVAL (cast(25200 + draw(no, 59) % 50400 AS INTEGER)) SECOND, '%Y-%m-%dT%H:%M:%SZ') AS sent_at,
    CASE
        WHEN NOT contains(line, '{') THEN line
        ELSE
            replace(replace(replace(replace(replace(replace(replace(replace(replace(
                replace(replace(
                    line,
                    '{mail}', lower(user_word) || o % 1000 || '@' || lower(domain_word) || '-' || o % 997 || '.com'
                ),
                '{mail_spelled}', lower(user_word) || o % 1000 || ' (at) ' || lower(domain_word) || '-' || o % 997 || ' dot com'),
                '{phone_words}',
                array_to_string(
                    list_transform(str_split(area || '555' || last_four, ''), LAMBDA d: getvariable('digits')[1 + cast(d AS INTEGER)]), ' '
                )
            ),
            '{phone_dotted}', area || '.555.' || last_four),
            '{phone}', '+1 ' || area || ' 555 ' || last_four),
            '{handle_spaced}', array_to_string(str_split(lower(user_word) || o % 1000, ''), ' ')),
            '{handle}', '@' || lower(user_word) || '_' || o % 1000),
            '{pay}', getvariable('pays')[1 + draw(no, 47) % len(getvariable('pays'))]),
            '{thing}', getvariable('things')[1 + draw(no, 48) % len(getvariable('things'))]),
            '{n}', cast(2 + draw(no, 49) % 27 AS VARCHAR)),
            -- Every call has its own room.
            '{room}', cast(80000000000 + draw(no, 61) * 1009 + no % 1009 AS VARCHAR))
    END AS body,
    said_on,
    no,
    r
FROM valued;
