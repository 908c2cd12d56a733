-- title = "Talk of avoiding the platform's fees"
-- severity = "high"
-- confidence = 0.8
-- reads = ["signal"]
-- anchor = "messages"
-- why = "Fees are the usual reason given for leaving, and wanting to avoid them is what the rules call circumvention."
-- silent = "Never for a refusal; medium when the other side declined within 7 days, and where no known phrase but the wording alone tells of it; at info outside the window, after the exit fee, and where the origin is elsewhere."
-- clause = "leaving"
-- explanation = "On {on} the {sender} wrote of avoiding the platform's fees{answer}{how}."
-- action = "Answer in writing that the fees stay; do not discuss ways around them."
-- reply = "decline_offer_value"
-- own_action = "Take it back in writing: the fees stay. Do not repeat it."
-- own_reply = "take_back"
-- mild_action = "Nothing has to be done: when it was written, the window was over, the exit fee was paid, or you had met elsewhere."
WITH talk_of_fees AS (
    SELECT
        *,
        CASE
            WHEN released OR NOT in_window THEN 0
            -- What its wording alone tells somebody should read first.
            WHEN declined OR coalesce(kind, '') = 'wording' THEN 1
            ELSE 2
        END AS weight
    FROM signal
    WHERE category = 'fee_avoidance' AND stance <> 'decline'
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
        'answer': CASE
            WHEN bool_or(declined) THEN '; the other side declined within ' || cast(max(days_to_answer) AS VARCHAR) || ' days' ELSE ''
        END,
        'how': CASE WHEN bool_or(coalesce(kind, '') <> 'wording') THEN '' ELSE '; no known phrase, its wording alone tells' END
    } AS facts
FROM talk_of_fees
GROUP BY platform, client_id, freelancer_id, message_id, sent_at, sender
