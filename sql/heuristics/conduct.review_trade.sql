-- title = "Feedback traded"
-- severity = "high"
-- confidence = 0.8
-- reads = ["signal"]
-- anchor = "messages"
-- why = "Feedback that is bought, swapped or extorted is forbidden, whoever proposes it."
-- silent = "Never for a refusal or a mere mention; medium when the other side declined within 7 days, and where no known phrase but the wording alone tells of it."
-- clause = "reviews"
-- explanation = "On {on} the {sender} wrote of giving feedback for something in return{answer}{how}."
-- action = "Do not agree to it; keep feedback and price apart, and report a threat."
-- reply = "decline_politely"
-- own_action = "Take it back in writing: feedback has no price. Do not repeat it."
WITH proposed AS (
    SELECT *, NOT declined AND coalesce(kind, '') <> 'wording' AS is_grave
    FROM signal
    WHERE category = 'review_trade' AND stance IN ('offer', 'request', 'accept')
)

SELECT
    platform,
    client_id,
    freelancer_id,
    sent_at AS occurred_at,
    sender AS actor,
    max(confidence) AS confidence,
    CASE WHEN bool_or(is_grave) THEN 'high' ELSE 'medium' END AS severity,
    array_concat(array_agg(mark), array_agg(answer_mark)) AS evidence,
    {
        'on': min(sent_on),
        'sender': sender,
        'answer': CASE
            WHEN bool_or(declined) THEN '; the other side declined within ' || cast(max(days_to_answer) AS VARCHAR) || ' days' ELSE ''
        END,
        'how': CASE WHEN bool_or(coalesce(kind, '') <> 'wording') THEN '' ELSE '; no known phrase, its wording alone tells' END
    } AS facts
FROM proposed
GROUP BY platform, client_id, freelancer_id, message_id, sent_at, sender
