-- about = "Last payment, last message and first contact of each relationship."
-- reads = ["pair", "billing", "talk", "first_contact", "stated_row"]
WITH paid_last AS (
    SELECT platform, client_id, freelancer_id, max(paid_on) AS last_paid_on
    FROM billing
    WHERE counted AND client_id IS NOT NULL
    GROUP BY platform, client_id, freelancer_id
),

talked AS (
    SELECT platform, client_id, freelancer_id, max(sent_on) AS last_message_on
    FROM (
        SELECT platform, client_id, freelancer_id, sent_on FROM talk
        WHERE sender <> 'system'
        UNION ALL
        SELECT platform, client_id, freelancer_id, cast(last_contact_at AS DATE) FROM stated_row
        WHERE last_contact_at < $as_of + INTERVAL 1 DAY
    ) AS said
    GROUP BY platform, client_id, freelancer_id
)

SELECT p.platform, p.client_id, p.freelancer_id, b.last_paid_on, t.last_message_on, f.first_contact_on
FROM pair AS p
LEFT JOIN paid_last AS b ON p.platform = b.platform AND p.client_id = b.client_id AND p.freelancer_id = b.freelancer_id
LEFT JOIN talked AS t ON p.platform = t.platform AND p.client_id = t.client_id AND p.freelancer_id = t.freelancer_id
LEFT JOIN first_contact AS f
    ON p.platform = f.platform AND p.client_id = f.client_id AND p.freelancer_id = f.freelancer_id
