-- title = "\"Just this once\", beside talk of leaving"
-- severity = "medium"
-- confidence = 0.6
-- reads = ["signal"]
-- anchor = "messages"
-- why = "An exception for one time is how an agreement outside usually begins; it says something only beside other signs."
-- silent = "Never for a refusal, and never without another sign of leaving or paying outside in the same relationship within 7 days before or after; low where no known phrase but the wording alone tells of it; at info outside the window, after the exit fee, and where the origin is elsewhere."
-- clause = "leaving"
-- explanation = "On {on} the {sender} spoke of an exception for one time, within {days} days of other signs of leaving or paying outside{how}."
-- action = "Read both messages together. If an exception to the rules was meant, decline it in plain words."
-- reply = "decline_politely"
-- own_action = "Read both messages together. If you offered an exception to the rules, take it back in plain words, and do not repeat it."
-- own_reply = "take_back"
-- mild_action = "Nothing has to be done: when it was written, the window was over, the exit fee was paid, or you had met elsewhere."
-- [params.near_days]
-- default = 7
-- unit = "days"
-- range = [0, 365]
-- about = "how near the other sign is, in either order"
WITH exceptions AS (
    SELECT *, CASE WHEN released OR NOT in_window THEN 0 WHEN coalesce(kind, '') = 'wording' THEN 1 ELSE 2 END AS weight
    FROM signal
    WHERE category = 'one_off' AND stance <> 'decline'
),

signs AS (
    SELECT platform, client_id, freelancer_id, sent_at, sent_on, sent_day, mark
    FROM signal
    WHERE is_sign
)

SELECT
    e.platform,
    e.client_id,
    e.freelancer_id,
    e.sent_at AS occurred_at,
    e.sender AS actor,
    max(e.confidence) AS confidence,
    CASE max(e.weight) WHEN 0 THEN 'info' WHEN 1 THEN 'low' ELSE 'medium' END AS severity,
    array_concat(array_agg(DISTINCT e.mark), array_agg(DISTINCT s.mark)) AS evidence,
    {
        'on': min(e.sent_on),
        'days': $near_days,
        'sender': e.sender,
        'how': CASE WHEN bool_or(coalesce(e.kind, '') <> 'wording') THEN '' ELSE '; no known phrase, its wording alone tells' END
    } AS facts
FROM exceptions AS e
INNER JOIN signs AS s
    ON e.platform = s.platform AND e.client_id = s.client_id AND e.freelancer_id = s.freelancer_id
WHERE
    CASE
        WHEN e.sent_day OR s.sent_day THEN abs(date_diff('day', e.sent_on, s.sent_on)) <= $near_days
        ELSE abs(date_diff('second', e.sent_at, s.sent_at)) <= 86400 * $near_days
    END
GROUP BY e.platform, e.client_id, e.freelancer_id, e.message_id, e.sent_at, e.sender
