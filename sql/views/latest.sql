-- about = "Last payment, last message and first contact of each relationship."
-- reads = ["pair", "billing", "talk_day", "first_contact", "stated_row"]
WITH paid_last AS (
    SELECT relation_no, max(paid_on) AS last_paid_on
    FROM billing
    WHERE counted AND client_id IS NOT NULL
    GROUP BY relation_no
),

talked AS (
    SELECT relation_no, max(sent_on) AS last_message_on
    FROM (
        SELECT relation_no, anchor_on AS sent_on FROM talk_day
        UNION ALL
        SELECT relation_no, cast(last_contact_at AS DATE) FROM stated_row
        WHERE last_contact_at < $as_of + INTERVAL 1 DAY
    ) AS said
    GROUP BY relation_no
)

SELECT p.relation_no, b.last_paid_on, t.last_message_on, f.first_contact_on
FROM pair AS p
LEFT JOIN paid_last AS b ON p.relation_no = b.relation_no
LEFT JOIN talked AS t ON p.relation_no = t.relation_no
LEFT JOIN first_contact AS f ON p.relation_no = f.relation_no
