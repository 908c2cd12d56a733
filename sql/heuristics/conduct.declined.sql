-- title = "A request to leave or to pay outside was declined"
-- severity = "info"
-- confidence = 0.85
-- reads = ["signal"]
-- anchor = "messages"
-- why = "Saying no in writing is what the rules ask for; it is kept as evidence of good conduct."
-- silent = "Never for a refusal that answers no request of the other side, or one that came later than the limit."
-- clause = "conduct"
-- explanation = "On {on} the {sender} declined a request of {asked} to leave the platform or to pay outside."
-- action = "Nothing to do: keep it. If the other side asks again, decline again and report it."
-- [params.answer_days]
-- default = 7
-- unit = "days"
-- about = "how soon the refusal follows the request"
WITH asks AS (
    SELECT platform, client_id, freelancer_id, sender, sent_at, sent_on, sent_day, mark
    FROM signal
    WHERE is_ask AND declined
),

refusals AS (
    SELECT platform, client_id, freelancer_id, message_id, sender, sent_at, sent_on, sent_day, mark, confidence
    FROM signal
    WHERE stance = 'decline'
),

answered AS (
    SELECT
        r.platform,
        r.client_id,
        r.freelancer_id,
        r.message_id,
        r.sender,
        r.sent_at,
        r.sent_on,
        r.confidence,
        r.mark,
        a.mark AS asked_mark,
        a.sent_on AS asked_on
    FROM refusals AS r
    INNER JOIN asks AS a
        ON r.platform = a.platform AND r.client_id = a.client_id AND r.freelancer_id = a.freelancer_id
        AND r.sender <> a.sender
    WHERE CASE
        WHEN r.sent_day OR a.sent_day
            THEN r.sent_on >= a.sent_on AND date_diff('day', a.sent_on, r.sent_on) <= $answer_days
        ELSE r.sent_at >= a.sent_at AND date_diff('second', a.sent_at, r.sent_at) <= 86400 * $answer_days
    END
)

SELECT
    platform,
    client_id,
    freelancer_id,
    sent_at AS occurred_at,
    sender AS actor,
    max(confidence) AS confidence,
    'info' AS severity,
    array_concat(array_agg(DISTINCT mark), array_agg(DISTINCT asked_mark)) AS evidence,
    {'on': min(sent_on), 'sender': sender, 'asked': array_agg(DISTINCT asked_on)} AS facts
FROM answered
GROUP BY platform, client_id, freelancer_id, message_id, sent_at, sender
