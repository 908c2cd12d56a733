-- title = "Contact details after a contract"
-- severity = "medium"
-- confidence = 0.9
-- reads = ["signal"]
-- anchor = "messages"
-- why = "A way to reach each other outside was sent after a contract had ended and while none was active."
-- silent = "Never for a refusal or an app that is only talked about, and never while a contract is active; at info outside the window, after the exit fee, and where the origin is elsewhere; less sure where the end is only inferred from the last payment; an agreement of the client's own frees contact before a contract only."
-- clause = "leaving"
-- explanation = "On {on} the {sender} sent {what} after a contract had ended on {ended}{inferred}; none {was} active."
-- action = "Keep to the platform's messages until the window is over; use the detail for nothing else."
-- reply = "decline_politely"
-- own_action = "Do not repeat it, and keep to the platform's messages until the window is over."
-- mild_action = "Nothing has to be done: when it was sent, the window was over, the exit fee was paid, or you had met elsewhere."
WITH details AS (
    SELECT
        *,
        CASE
            WHEN released OR NOT in_window THEN 1
            ELSE 0
        END AS mild,
        -- Of a contract that only its payments tell of, the last of them is taken for the end: newer ones may not be loaded.
        CASE WHEN contract_mark LIKE 'payments:%' THEN 1 ELSE 0 END AS inferred
    FROM signal
    WHERE is_contact AND contract_state = 'after'
)

SELECT
    platform,
    client_id,
    freelancer_id,
    sent_at AS occurred_at,
    sender AS actor,
    max(confidence) * CASE WHEN min(inferred) = 1 THEN 0.6 ELSE 1.0 END AS confidence,
    CASE WHEN min(mild) = 1 THEN 'info' ELSE 'medium' END AS severity,
    array_concat(array_agg(mark), [min(contract_mark)]) AS evidence,
    {
        'on': min(sent_on),
        'sender': sender,
        'what': array_agg(DISTINCT category),
        'ended': min(contract_ended_on),
        'inferred': CASE WHEN min(inferred) = 1 THEN ', as is inferred from the last payment of it that was loaded' ELSE '' END,
        'was': CASE WHEN min(inferred) = 1 THEN 'is known to have been' ELSE 'was' END
    } AS facts
FROM details
GROUP BY platform, client_id, freelancer_id, message_id, sent_at, sender
