-- title = "A request to leave or to pay outside was declined"
-- severity = "info"
-- confidence = 0.85
-- reads = ["answer"]
-- anchor = "messages"
-- why = "Saying no in writing is what the rules ask for; it is kept as evidence of good conduct."
-- silent = "Never for a refusal that answers no request of the other side, or one that came later than the limit."
-- clause = "conduct"
-- explanation = "On {on} the {sender} declined a request of {asked} to leave the platform or to pay outside."
-- action = "Nothing to do: keep it. If the other side asks again, decline again and report it."
-- [params.answer_days]
-- default = 7
-- unit = "days"
-- range = [0, 365]
-- about = "how soon the refusal follows the request"
WITH answered AS (
    SELECT *
    FROM answer
    WHERE
        is_ask
        AND CASE
            WHEN refused_day OR asked_day THEN date_diff('day', asked_on, refused_on) <= $answer_days
            ELSE date_diff('second', asked_at, refused_at) <= 86400 * $answer_days
        END
)

SELECT
    platform,
    client_id,
    freelancer_id,
    refused_at AS occurred_at,
    refused_by AS actor,
    max(refusal_confidence) AS confidence,
    'info' AS severity,
    array_concat(array_agg(DISTINCT refusal_mark), array_agg(DISTINCT asked_mark)) AS evidence,
    {'on': min(refused_on), 'sender': refused_by, 'asked': array_agg(DISTINCT asked_on)} AS facts
FROM answered
GROUP BY platform, client_id, freelancer_id, refused_id, refused_at, refused_by
