-- title = "Contact details before a contract"
-- severity = "high"
-- confidence = 0.9
-- reads = ["signal"]
-- anchor = "messages"
-- why = "A way to reach each other outside was sent before any contract of this relationship had started."
-- silent = "Never for a refusal or an app that is only talked about, and never once a contract has started; never for a refusal or a quotation that repeats what the other side sent first; at info where the origin is elsewhere, the exit fee is paid, an enterprise agreement allows it, or the contracts are only inferred from payments or the message names a contract that was not loaded; half as sure where no contract of the freelancer was loaded at all."
-- clause = "contact_before_contract"
-- explanation = "On {on} the {sender} sent {what}, {state}."
-- action = "Keep to the platform's messages until a contract has started. If you sent it yourself, do not repeat it; if the client did, answer on the platform and do not use it."
-- reply = "decline_politely"
-- own_action = "Do not repeat it, and keep to the platform's messages until a contract has started."
-- mild_action = "Nothing has to be done where the two of you were free of the platform by then (window over, exit fee paid, met elsewhere, an agreement of the client's own). Where only the start of the contract is not known, load the contracts and look again."
WITH details AS (
    SELECT
        *,
        CASE
            WHEN released OR enterprise OR NOT in_window OR contract_state = 'unknown' THEN 1
            ELSE 0
        END AS mild
    FROM signal
    WHERE is_contact AND contract_state IN ('before', 'unknown')
)

SELECT
    platform,
    client_id,
    freelancer_id,
    sent_at AS occurred_at,
    sender AS actor,
    max(confidence * contract_sure) AS confidence,
    CASE WHEN min(mild) = 1 THEN 'info' ELSE 'high' END AS severity,
    array_agg(mark) AS evidence,
    {
        'on': min(sent_on),
        'sender': sender,
        'what': array_agg(DISTINCT category),
        'state': max(contract_told)
    } AS facts
FROM details
GROUP BY platform, client_id, freelancer_id, message_id, sent_at, sender
