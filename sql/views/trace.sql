-- about = "First contact and last payment of each relationship that left a row on the platform, by its number alone."
-- reads = ["talk_row", "contract_span", "billing"]
-- All rows are added up here, once; who needs the names of the two joins them to the few that are left.
WITH events AS (
    SELECT relation_no, sent_at AS event_at, sent_on AS event_on, sent_day AS is_day, cast(NULL AS DATE) AS paid_on FROM talk_row
    UNION ALL
    SELECT relation_no, started_at, started_on, started_day, NULL FROM contract_span
    UNION ALL
    SELECT relation_no, paid_at, paid_on, paid_day, CASE WHEN counted THEN paid_on END FROM billing
    WHERE on_platform AND client_id IS NOT NULL
),

firsts AS (
    SELECT
        relation_no,
        min(event_at) AS first_contact_at,
        min(event_on) AS first_contact_on,
        min(CASE WHEN is_day THEN event_on END) AS first_day_on,
        max(paid_on) AS last_paid_on
    FROM events
    WHERE relation_no IS NOT NULL
    GROUP BY relation_no
)

SELECT
    relation_no,
    first_contact_at,
    -- On the first day an exact time may hide behind a date alone; then days are compared.
    coalesce(first_day_on = first_contact_on, FALSE) AS first_contact_day,
    first_contact_on,
    last_paid_on
FROM firsts
