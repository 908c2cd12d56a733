-- A world of any size, drawn from whole numbers alone: the same seed gives the same rows with every version of DuckDB.
-- draw(n, salt) is a number below 2^23 that looks drawn at random: two congruential steps with the bits mixed between.
CREATE MACRO step(n) AS ((n % 2147483648) * 1103515245 + 12345) % 2147483648;
CREATE MACRO draw(n, salt) AS step(xor(step(n * 69069 + salt * 97531 + $seed * 40503), step(n + salt) >> 13)) >> 8;

CREATE TABLE relationship AS
SELECT
    r,
    'c-' || r AS client_id,
    'f-' || (r % greatest(1, $relationships // 100)) AS freelancer_id,
    'k-' || r AS contract_id,
    DATE '2021-01-04' + cast(draw(r, 1) % 1700 AS INTEGER) AS started_on,
    60 + draw(r, 2) % 400 AS length_days,
    25 + draw(r, 3) % 60 AS hourly_rate
FROM range($relationships) AS t (r);

CREATE TABLE contracts AS
SELECT
    contract_id,
    client_id,
    freelancer_id,
    'Reporting work ' || r AS title,
    'hourly' AS kind,
    CASE WHEN draw(r, 4) % 5 = 0 THEN 'active' ELSE 'ended' END AS status,
    started_on AS started_at,
    CASE WHEN draw(r, 4) % 5 <> 0 THEN started_on + cast(length_days AS INTEGER) END AS ended_at,
    hourly_rate || '.00' AS hourly_rate,
    'USD' AS currency,
    '5.0' AS client_feedback,
    'upwork' AS platform
FROM relationship
ORDER BY r;

CREATE TABLE payments AS
SELECT
    'p-' || r || '-' || n AS payment_id,
    client_id,
    freelancer_id,
    contract_id,
    started_on + cast(7 * n + 5 AS INTEGER) AS paid_at,
    hourly_rate * (4 + draw(r * 64 + n, 5) % 30) || '.00' AS amount,
    'USD' AS currency,
    printf('%.2f', CAST(hourly_rate * (4 + draw(r * 64 + n, 5) % 30) AS DOUBLE) / 10) AS fee,
    4 + draw(r * 64 + n, 5) % 30 AS hours,
    'hourly' AS kind,
    CASE WHEN draw(r * 64 + n, 6) % 400 = 0 THEN 'bank' ELSE '' END AS channel
FROM relationship, range(12) AS t (n)
WHERE 7 * n + 5 <= length_days
ORDER BY r, n;

CREATE TABLE messages AS
WITH placed AS (
    SELECT
        r,
        n,
        r * 1024 + n AS i,
        client_id,
        freelancer_id,
        contract_id,
        draw(r * 1024 + n, 7) % 2 = 0 AS by_client,
        -- The first messages of a thread come before the contract.
        CAST(started_on AS TIMESTAMP)
        + INTERVAL (cast((n - 4) * greatest(1, length_days // $per_relationship) AS INTEGER)) DAY
        + INTERVAL (cast(28800 + draw(r * 1024 + n, 8) % 36000 AS INTEGER)) SECOND AS sent_at
    FROM relationship, range($per_relationship) AS t (n)
),

worded AS (
    SELECT
        placed.*,
        draw(i, 9) % 1000 < $pointed_permille AS pointed,
        draw(i, 9) % 1000 < $pointed_permille + $lookalike_permille AS lookalike,
        list_extract(
            (SELECT list(line ORDER BY line_no) FROM opening), 1 + draw(i, 10) % (SELECT count(*) FROM opening)
        ) AS opening,
        list_extract(
            (SELECT list(line ORDER BY line_no) FROM work), 1 + draw(i, 11) % (SELECT count(*) FROM work)
        ) AS work,
        list_extract(
            (SELECT list(line ORDER BY line_no) FROM closing), 1 + draw(i, 12) % (SELECT count(*) FROM closing)
        ) AS closing,
        list_extract(
            (SELECT list(line ORDER BY line_no) FROM pointed), 1 + draw(i, 13) % (SELECT count(*) FROM pointed)
        ) AS pointed_line,
        list_extract(
            (SELECT list(line ORDER BY line_no) FROM lookalike), 1 + draw(i, 13) % (SELECT count(*) FROM lookalike)
        ) AS lookalike_line,
        list_extract(
            (SELECT list(line ORDER BY line_no) FROM thing), 1 + draw(i, 16) % (SELECT count(*) FROM thing)
        ) AS thing_a,
        list_extract(
            (SELECT list(line ORDER BY line_no) FROM thing), 1 + draw(i, 17) % (SELECT count(*) FROM thing)
        ) AS thing_b
    FROM placed
)

SELECT
    'm-' || r || '-' || n AS message_id,
    client_id,
    freelancer_id,
    't-' || r AS thread_id,
    contract_id,
    CASE WHEN by_client THEN 'client' ELSE 'freelancer' END AS sender,
    strftime(sent_at, '%Y-%m-%dT%H:%M:%SZ') AS sent_at,
    replace(replace(replace(replace(
        trim(opening || CASE WHEN pointed THEN pointed_line WHEN lookalike THEN lookalike_line ELSE work END || closing),
        '{n}', (1 + draw(i, 14) % 97) || ''), '{d}', (1000 + draw(i, 15) % 9000) || ''
    ), '{a}', thing_a), '{b}', thing_b) AS body
FROM worded
ORDER BY r, n;
