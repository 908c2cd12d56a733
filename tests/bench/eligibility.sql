-- A store of $relationships relationships with one contract, two payments and two messages each. Every seventh contract is open.
INSERT INTO contracts BY NAME
SELECT
    'k' || i AS contract_id, 'client-' || i AS client_id, 'freelancer-' || (i % 500) AS freelancer_id, 'hourly' AS kind,
    TIMESTAMP '2019-01-01' + to_days(cast(i * 37 % 2500 AS INTEGER)) AS started_at, 'day' AS started_at_precision,
    CASE WHEN i % 7 <> 0 THEN TIMESTAMP '2019-01-01' + to_days(cast(i * 37 % 2500 + i % 300 AS INTEGER)) END AS ended_at,
    'day' AS ended_at_precision, 20 + i % 90 AS hourly_rate, 'USD' AS currency, 'upwork' AS platform
FROM range($relationships) AS t (i);

INSERT INTO payments BY NAME
SELECT
    'p' || i AS payment_id, 'client-' || (i // 2) AS client_id, 'freelancer-' || ((i // 2) % 500) AS freelancer_id,
    'k' || (i // 2) AS contract_id, 100 + i % 900 AS amount, 10 + i % 90 AS fee, 5 AS hours, 'USD' AS currency, 'hourly' AS kind,
    TIMESTAMP '2019-01-01' + to_days(cast((i // 2) * 37 % 2500 + i % 200 AS INTEGER)) AS paid_at, 'day' AS paid_at_precision,
    TRUE AS client_given
FROM range(2 * $relationships) AS t (i);

INSERT INTO messages BY NAME
SELECT
    'm' || i AS message_id, 'client-' || (i // 2) AS client_id, 'freelancer-' || ((i // 2) % 500) AS freelancer_id,
    CASE WHEN i % 3 = 0 THEN 'freelancer' ELSE 'client' END AS sender, 'Hello.' AS body, 'second' AS sent_at_precision,
    TIMESTAMP '2019-01-01 09:00:00' + to_days(cast((i // 2) * 37 % 2500 + i % 900 AS INTEGER)) AS sent_at
FROM range(2 * $relationships) AS t (i);
