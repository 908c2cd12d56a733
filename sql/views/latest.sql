-- about = "Last payment, last message and first contact of each relationship."
-- reads = ["pair", "trace", "talk_day", "stated_row"]
WITH talked AS (
    SELECT relation_no, max(sent_on) AS last_message_on
    FROM (
        SELECT relation_no, anchor_on AS sent_on FROM talk_day
        UNION ALL
        SELECT relation_no, cast(last_contact_at AS DATE) FROM stated_row
        WHERE last_contact_at < $as_of + INTERVAL 1 DAY
    ) AS said
    GROUP BY relation_no
)

SELECT p.relation_no, f.last_paid_on, t.last_message_on, f.first_contact_on
FROM pair AS p
LEFT JOIN talked AS t ON p.relation_no = t.relation_no
LEFT JOIN trace AS f ON p.relation_no = f.relation_no
