-- title = "Payment details were shared"
-- severity = "high"
-- confidence = 0.9
-- reads = ["signal"]
-- anchor = "messages"
-- why = "An account, a card, a wallet or a payment handle in a message is all that is needed to pay outside."
-- silent = "Never for a refusal, or a quotation of what the other side sent first; medium when the other side declined within 7 days; at info outside the window, after the exit fee, and where the origin is elsewhere."
-- clause = "payment_outside"
-- explanation = "On {on} the {sender} sent {what}{answer}."
-- action = "Do not pay and do not let yourself be paid by it. If you sent it, write that payment stays on the platform."
-- reply = "decline_politely"
-- own_action = "Write that payment stays on the platform, do not be paid by it, and do not send it again."
-- own_reply = "take_back"
-- mild_action = "Nothing has to be done: when it was written, the window was over, the exit fee was paid, or you had met elsewhere."
WITH details AS (
    SELECT *, CASE WHEN released OR NOT in_window THEN 0 WHEN declined THEN 1 ELSE 2 END AS weight
    FROM signal
    WHERE category IN ('payment_handle', 'iban', 'card', 'crypto') AND stance <> 'decline' AND NOT is_retold
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
        'what': array_agg(DISTINCT category),
        'answer': CASE
            WHEN bool_or(declined) THEN '; the other side declined within ' || cast(max(days_to_answer) AS VARCHAR) || ' days' ELSE ''
        END
    } AS facts
FROM details
GROUP BY platform, client_id, freelancer_id, message_id, sent_at, sender
