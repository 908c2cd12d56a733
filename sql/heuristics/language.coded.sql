-- title = "Coded words for leaving the platform"
-- severity = "medium"
-- confidence = 0.6
-- reads = ["signal"]
-- anchor = "messages"
-- why = "Saying it in other words is treated like saying it."
-- silent = "Never for a refusal; low where no known phrase but the wording alone tells of it; at info outside the window, after the exit fee, and where the origin is elsewhere."
-- clause = "coded_language"
-- explanation = "On {on} the {sender} used words that are often a code for leaving the platform{how}."
-- action = "Read the message in its place. If it means leaving or paying outside, decline in plain words."
-- reply = "decline_politely"
-- own_action = "Read the message in its place. If you meant leaving or being paid outside, take it back in plain words, and do not repeat it."
-- own_reply = "take_back"
-- mild_action = "Nothing has to be done: when it was written, the window was over, the exit fee was paid, or you had met elsewhere."
WITH coded AS (
    SELECT *, CASE WHEN released OR NOT in_window THEN 0 WHEN coalesce(kind, '') = 'wording' THEN 1 ELSE 2 END AS weight
    FROM signal
    WHERE category = 'coded_language' AND stance <> 'decline'
)

SELECT
    platform,
    client_id,
    freelancer_id,
    sent_at AS occurred_at,
    sender AS actor,
    max(confidence) AS confidence,
    CASE max(weight) WHEN 0 THEN 'info' WHEN 1 THEN 'low' ELSE 'medium' END AS severity,
    array_agg(mark) AS evidence,
    {
        'on': min(sent_on),
        'sender': sender,
        'how': CASE WHEN bool_or(coalesce(kind, '') <> 'wording') THEN '' ELSE '; no known phrase, its wording alone tells' END
    } AS facts
FROM coded
GROUP BY platform, client_id, freelancer_id, message_id, sent_at, sender
