-- title = "Working outside the platform was offered, asked for or accepted"
-- severity = "high"
-- confidence = 0.8
-- reads = ["signal"]
-- anchor = "messages"
-- why = "Inside the window, encouraging the other side to leave the platform is forbidden, and so is agreeing to it."
-- silent = "Never for a refusal or a mention; medium when the other side declined within 7 days, and where no known phrase but the wording alone tells of it; at info outside the window, after the exit fee, and where the origin is elsewhere."
-- clause = "leaving"
-- explanation = "On {on} the {sender} wrote of going on outside the platform ({stance}){answer}{how}."
-- action = "Decline in writing, stay on the platform and report the request; the rules name a duty to report it."
-- reply = "decline_politely"
-- own_action = "Take it back in writing and do not repeat it; the work stays on the platform."
-- own_reply = "take_back"
-- mild_action = "Nothing has to be done: when it was written, the window was over, the exit fee was paid, or you had met elsewhere."
WITH asks AS (
    SELECT
        *,
        CASE
            WHEN released OR NOT in_window THEN 0
            -- What its wording alone tells somebody should read first.
            WHEN declined OR coalesce(kind, '') = 'wording' THEN 1
            ELSE 2
        END AS weight
    FROM signal
    WHERE category = 'leave_platform' AND stance IN ('offer', 'request', 'accept')
)

SELECT
    platform,
    client_id,
    freelancer_id,
    sent_at AS occurred_at,
    sender AS actor,
    max(confidence) AS confidence,
    CASE max(weight) WHEN 0 THEN 'info' WHEN 1 THEN 'medium' ELSE 'high' END AS severity,
    array_concat(array_agg(mark), array_agg(answer_mark)) AS evidence,
    {
        'on': min(sent_on),
        'sender': sender,
        'stance': array_agg(DISTINCT stance),
        'answer': CASE
            WHEN bool_or(declined) THEN '; the other side declined within ' || cast(max(days_to_answer) AS VARCHAR) || ' days' ELSE ''
        END,
        'how': CASE WHEN bool_or(coalesce(kind, '') <> 'wording') THEN '' ELSE '; no known phrase, its wording alone tells' END
    } AS facts
FROM asks
GROUP BY platform, client_id, freelancer_id, message_id, sent_at, sender
