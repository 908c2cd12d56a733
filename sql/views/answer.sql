-- about = "What one side proposed and the other refused within the answer time, one row each; a no to something else is no answer; of many refusals of a kind on one day the first ones and the last."
-- reads = ["said"]
WITH refused AS (
    SELECT DISTINCT relation_no, message_id, sender, sent_at, sent_day, sent_on, category, confidence, mark
    FROM said
    WHERE stance = 'decline'
),

-- Who says no a thousand times a day has said no: each ask beside each refusal would be a million rows then.
counted AS (
    SELECT
        *,
        row_number() OVER (PARTITION BY relation_no, sender, sent_on, category ORDER BY sent_at, message_id, mark) AS place,
        count(*) OVER (PARTITION BY relation_no, sender, sent_on, category) AS places
    FROM refused
),

refusal AS (
    SELECT relation_no, message_id, sender, sent_at, sent_day, sent_on, category, confidence, mark
    FROM counted
    WHERE place <= 20 OR place = places
)

SELECT DISTINCT
    a.platform, a.client_id, a.freelancer_id,
    a.message_id AS asked_id, a.sent_at AS asked_at, a.sent_day AS asked_day, a.sent_on AS asked_on,
    a.category AS asked_category, a.is_ask, a.mark AS asked_mark,
    r.message_id AS refused_id, r.sender AS refused_by, r.sent_at AS refused_at, r.sent_day AS refused_day, r.sent_on AS refused_on,
    r.confidence AS refusal_confidence, r.mark AS refusal_mark
FROM said AS a
INNER JOIN refusal AS r
    ON a.relation_no = r.relation_no
    AND a.sender <> r.sender
WHERE
    a.stance <> 'decline'
    AND CASE
        WHEN a.sent_day OR r.sent_day
            THEN r.sent_on >= a.sent_on AND r.sent_on <= a.sent_on + INTERVAL ($answer_days) DAY
        ELSE r.sent_at >= a.sent_at AND r.sent_at <= a.sent_at + INTERVAL ($answer_days) DAY
    END
    AND (
        a.category = r.category
        -- Who stays on the platform, or is paid there only, refuses whatever leads outside.
        OR (r.category IN ('leave_platform', 'off_platform_payment') AND a.category NOT IN ('account_sharing', 'review_trade'))
        OR (
            a.category IN (
                'off_platform_payment', 'fee_avoidance', 'payment_app', 'payment_handle', 'iban', 'card', 'crypto'
            )
            AND r.category IN ('payment_app', 'payment_handle', 'iban', 'card', 'crypto', 'fee_avoidance')
        )
        OR (a.category = 'leave_platform' AND r.category IN ('contact_request', 'fee_avoidance'))
    )
