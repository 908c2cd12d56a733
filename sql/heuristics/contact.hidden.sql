-- title = "Disguised contact details"
-- severity = "high"
-- confidence = 0.85
-- reads = ["signal"]
-- anchor = "messages"
-- why = "Who disguises a contact detail or spreads it over messages knows that it must not be sent."
-- silent = "Never for a refusal, and never during a contract; at info outside the window, after the exit fee, where the origin is elsewhere, for what an enterprise agreement allows, and where contracts are only inferred from payments."
-- clause = "contact_before_contract"
-- explanation = "On {on} the {sender} sent {what} in a disguise{spread}, {state}."
-- action = "Do not use it and do not answer in kind; ask to stay on the platform's messages."
-- reply = "decline_politely"
-- own_action = "Do not repeat it; write openly, and on the platform."
-- mild_action = "Nothing has to be done where the two of you were free of the platform by then (window over, exit fee paid, met elsewhere, an agreement of the client's own). Where only the start of the contract is not known, load the contracts and look again."
WITH details AS (
    SELECT
        *,
        array_length(message_ids) AS parts,
        CASE
            WHEN released OR NOT in_window OR contract_state = 'unknown' THEN 0
            WHEN enterprise AND contract_state = 'before' THEN 0
            ELSE 1
        END AS weight
    FROM signal
    WHERE is_contact AND contract_state <> 'active' AND (obfuscated OR array_length(message_ids) > 1)
)

SELECT
    platform,
    client_id,
    freelancer_id,
    sent_at AS occurred_at,
    sender AS actor,
    max(confidence) AS confidence,
    CASE max(weight) WHEN 0 THEN 'info' ELSE 'high' END AS severity,
    array_concat(array_agg(mark), CASE WHEN max(contract_state) = 'after' THEN [min(contract_mark)] ELSE [] END) AS evidence,
    {
        'on': min(sent_on),
        'sender': sender,
        'what': array_agg(DISTINCT category),
        'spread': CASE
            WHEN max(parts) > 1 THEN ', spread over ' || cast(max(parts) AS VARCHAR) || ' messages'
            ELSE ''
        END,
        'state': CASE max(contract_state)
            WHEN 'after' THEN
                CASE
                    WHEN min(contract_mark) LIKE 'payments:%' THEN 'with the last contract over, as is inferred from its last payment'
                    ELSE 'with the last contract over'
                END
            WHEN 'unknown' THEN 'before the first payment; when the contract began is not known'
            ELSE 'before any contract with this client had started'
        END
    } AS facts
FROM details
GROUP BY platform, client_id, freelancer_id, message_id, sent_at, sender
