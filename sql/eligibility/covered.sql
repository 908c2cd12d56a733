-- about = "Which days the data of a freelancer on a platform cover."
-- reads = ["talk", "billing"]
SELECT
    platform,
    freelancer_id,
    min(message_on) AS messages_from,
    max(message_on) AS messages_to,
    max(payment_on) AS payments_to,
    -- Whether the freelancer's payments are known at all.
    bool_or(counted) AS paying
FROM (
    SELECT platform, freelancer_id, sent_on AS message_on, NULL AS payment_on, FALSE AS counted FROM talk
    UNION ALL
    SELECT platform, freelancer_id, NULL AS message_on, paid_on, counted FROM billing WHERE on_platform
) AS days
GROUP BY platform, freelancer_id
