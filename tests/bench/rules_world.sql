-- A store as ingest and scan would leave it, drawn from whole numbers: 50 messages and one contract a relationship, a
-- fifth of them billed every week, the others once; one message in a hundred holds something. sql/simulate/01_draws.sql
-- has run before.
INSERT INTO contracts (
    contract_id, client_id, freelancer_id, kind, status, started_at, ended_at, agreed_amount, currency, platform,
    started_at_precision, ended_at_precision
)
SELECT
    'k' || r, 'c' || r, 'f' || (r % (1 + $relationships // 40)), CASE WHEN r % 5 = 0 THEN 'hourly' ELSE 'fixed' END, 'ended',
    TIMESTAMP '2022-01-03' + to_days(cast(pick(r, 1, 0, 1300) AS INTEGER)),
    CASE WHEN r % 4 <> 0 THEN TIMESTAMP '2022-01-03' + to_days(cast(pick(r, 1, 0, 1300) + 175 AS INTEGER)) END,
    500, 'USD', 'upwork', 'day', 'day'
FROM range($relationships) AS t (r);

INSERT INTO payments (
    payment_id, client_id, freelancer_id, contract_id, paid_at, amount, currency, fee, hours, kind, channel, counterparty,
    paid_at_precision, client_given
)
SELECT
    'p' || r || '-' || n, CASE WHEN draw(r * 32 + n, 2) % 500 <> 0 THEN 'c' || r END, 'f' || (r % (1 + $relationships // 40)),
    CASE WHEN draw(r * 32 + n, 2) % 250 <> 0 THEN 'k' || r END,
    TIMESTAMP '2022-01-03' + to_days(cast(pick(r, 1, 0, 1300) + 7 * n + 4 AS INTEGER)),
    40 * pick(r * 32 + n, 3, 2, 30), 'USD', 4 * pick(r * 32 + n, 3, 2, 30), pick(r * 32 + n, 3, 2, 30),
    CASE WHEN r % 5 = 0 THEN 'hourly' ELSE 'milestone' END,
    CASE WHEN draw(r * 32 + n, 2) % 250 = 0 THEN 'bank' END,
    CASE WHEN draw(r * 32 + n, 2) % 500 = 0 THEN 'Payer ' || (r % 1000) END, 'day', TRUE
FROM range($relationships) AS t (r), range(25) AS u (n)
WHERE r % 5 = 0 OR n = 20;

INSERT INTO messages (
    message_id, client_id, freelancer_id, thread_id, contract_id, sender, sent_at, body, sent_at_precision
)
SELECT
    'm' || r || '-' || n, 'c' || r, 'f' || (r % (1 + $relationships // 40)), 't' || r, 'k' || r,
    CASE WHEN draw(r * 64 + n, 4) % 2 = 0 THEN 'client' ELSE 'freelancer' END,
    TIMESTAMP '2022-01-03' + to_days(cast(pick(r, 1, 0, 1300) - 7 + n * 4 + draw(r * 64 + n, 5) % 4 AS INTEGER))
    + to_seconds(draw(r * 64 + n, 6) % 86400),
    'The page of row ' || n || ' is ready for a look.', 'second'
FROM range($relationships) AS t (r), range(50) AS u (n);

INSERT INTO detections
SELECT
    'm' || r || '-' || n,
    ['email', 'phone', 'messenger', 'contact_request', 'leave_platform', 'off_platform_payment', 'payment_app', 'fee_avoidance',
        'coded_language', 'payment_handle'][1 + draw(r * 64 + n, 7) % 10],
    NULL, 'x', 'v' || draw(r * 64 + n, 8), 0, 1, 0.9, draw(r * 64 + n, 9) % 10 = 0,
    ['offer', 'request', 'mention', 'decline'][1 + draw(r * 64 + n, 10) % 4], ['m' || r || '-' || n]
FROM range($relationships) AS t (r), range(50) AS u (n)
WHERE draw(r * 64 + n, 11) % 100 = 0;

INSERT INTO relationships (client_id, freelancer_id, origin, client_name)
SELECT 'c' || r, 'f' || (r % (1 + $relationships // 40)), 'unknown', 'Client ' || r
FROM range($relationships) AS t (r)
WHERE r % 2 = 0;
