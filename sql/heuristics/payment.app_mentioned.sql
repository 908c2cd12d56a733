-- title = "A payment app was named as a way to pay"
-- severity = "medium"
-- confidence = 0.7
-- reads = ["signal"]
-- anchor = "messages"
-- why = "Naming an app to pay by is the step before paying outside."
-- silent = "Never for a refusal, and never when the app is the subject of the work; at info outside the window, after the exit fee, and where the origin is elsewhere."
-- clause = "payment_outside"
-- explanation = "On {on} the {sender} named {apps} as a way to pay{answer}."
-- action = "Keep the payment on the platform and say so in writing."
-- reply = "decline_politely"
-- own_action = "Write that payment stays on the platform, and do not name it again."
-- own_reply = "take_back"
-- mild_action = "Nothing has to be done: when it was written, the window was over, the exit fee was paid, or you had met elsewhere."
WITH named AS (
    SELECT *, CASE WHEN released OR NOT in_window THEN 0 ELSE 1 END AS weight
    FROM signal
    -- A mention is an app that is the subject of the work.
    WHERE category = 'payment_app' AND stance IN ('offer', 'request', 'accept')
)

SELECT
    platform,
    client_id,
    freelancer_id,
    sent_at AS occurred_at,
    sender AS actor,
    max(confidence) AS confidence,
    CASE max(weight) WHEN 0 THEN 'info' ELSE 'medium' END AS severity,
    array_concat(array_agg(mark), array_agg(answer_mark)) AS evidence,
    {
        'on': min(sent_on),
        'sender': sender,
        'apps': array_agg(DISTINCT coalesce(kind, 'an app')),
        'answer': CASE
            WHEN bool_or(declined) THEN '; the other side declined within ' || cast(max(days_to_answer) AS VARCHAR) || ' days' ELSE ''
        END
    } AS facts
FROM named
GROUP BY platform, client_id, freelancer_id, message_id, sent_at, sender
