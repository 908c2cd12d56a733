-- about = "The first contact of a relationship on the platform: message, contract start or payment there."
-- reads = ["talk", "contract_span", "billing"]
WITH events AS (
    SELECT platform, client_id, freelancer_id, sent_at AS event_at, sent_day AS is_day FROM talk
    UNION ALL
    SELECT platform, client_id, freelancer_id, started_at, started_day FROM contract_span
    UNION ALL
    SELECT platform, client_id, freelancer_id, paid_at, paid_day FROM billing
    WHERE on_platform AND client_id IS NOT NULL
),

days AS (
    SELECT
        platform, client_id, freelancer_id, cast(event_at AS DATE) AS event_on, min(event_at) AS event_at,
        bool_or(is_day) AS is_day
    FROM events
    GROUP BY platform, client_id, freelancer_id, cast(event_at AS DATE)
)

SELECT
    platform,
    client_id,
    freelancer_id,
    min(event_at) AS first_contact_at,
    -- On the first day an exact time may hide behind a date alone; then days are compared.
    min_by(is_day, event_on) AS first_contact_day,
    min(event_on) AS first_contact_on
FROM days
GROUP BY platform, client_id, freelancer_id
