-- about = "The first contact of a relationship on the platform: message, contract start or payment there."
-- reads = ["talk", "contract_span", "billing", "pair_place"]
WITH events AS (
    SELECT platform, pair_no, sent_at AS event_at, sent_day AS is_day FROM talk
    UNION ALL
    SELECT platform, pair_no, started_at, started_day FROM contract_span
    UNION ALL
    SELECT platform, pair_no, paid_at, paid_day FROM billing
    WHERE on_platform AND client_id IS NOT NULL
),

days AS (
    SELECT
        platform, pair_no, cast(event_at AS DATE) AS event_on, min(event_at) AS event_at,
        bool_or(is_day) AS is_day
    FROM events
    GROUP BY platform, pair_no, cast(event_at AS DATE)
),

firsts AS (
    SELECT
        platform,
        pair_no,
        min(event_at) AS first_contact_at,
        min_by(is_day, event_on) AS first_contact_day,
        min(event_on) AS first_contact_on
    FROM days
    GROUP BY platform, pair_no
)

SELECT
    f.platform,
    p.client_id,
    p.freelancer_id,
    f.first_contact_at,
    -- On the first day an exact time may hide behind a date alone; then days are compared.
    f.first_contact_day,
    f.first_contact_on,
    f.pair_no
FROM firsts AS f
INNER JOIN pair_place AS p ON f.pair_no = p.pair_no
