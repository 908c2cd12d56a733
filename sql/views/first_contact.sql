-- about = "The first contact of a relationship on the platform: message, contract start or payment there."
-- reads = ["talk", "contract_span", "billing", "pair_place", "platform_number"]
WITH events AS (
    SELECT relation_no, sent_at AS event_at, sent_on AS event_on, sent_day AS is_day FROM talk
    UNION ALL
    SELECT relation_no, started_at, started_on, started_day FROM contract_span
    UNION ALL
    SELECT relation_no, paid_at, paid_on, paid_day FROM billing
    WHERE on_platform AND client_id IS NOT NULL
),

firsts AS (
    SELECT
        relation_no,
        min(event_at) AS first_contact_at,
        min(event_on) AS first_contact_on,
        min(CASE WHEN is_day THEN event_on END) AS first_day_on
    FROM events
    GROUP BY relation_no
)

SELECT
    w.platform,
    p.client_id,
    p.freelancer_id,
    f.first_contact_at,
    -- On the first day an exact time may hide behind a date alone; then days are compared.
    coalesce(f.first_day_on = f.first_contact_on, FALSE) AS first_contact_day,
    f.first_contact_on,
    p.pair_no,
    f.relation_no
FROM firsts AS f
INNER JOIN platform_number AS w ON f.relation_no % w.platforms = w.platform_no
INNER JOIN pair_place AS p ON f.relation_no // w.platforms = p.pair_no
