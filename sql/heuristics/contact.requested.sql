-- title = "Contact details were asked for"
-- severity = "medium"
-- confidence = 0.8
-- reads = ["signal"]
-- anchor = "messages"
-- why = "Asking for a way to reach each other outside is what an exchange of contact details begins with."
-- silent = "Never for a refusal or a mention, and never during a contract; low after the last contract, and where no known phrase but the wording alone tells of it; at info outside the window, after the exit fee, where the origin is elsewhere, for what an enterprise agreement allows, and where contracts are only inferred from payments."
-- clause = "contact_before_contract"
-- explanation = "On {on} the {sender} {did} a way to be in touch outside the platform, {state}{answer}{how}."
-- action = "Answer that the platform's messages and calls will do until a contract is active."
-- reply = "decline_politely"
-- own_action = "Do not ask again; the platform's messages and calls will do until a contract is active."
-- mild_action = "Nothing has to be done where the two of you were free of the platform by then (window over, exit fee paid, met elsewhere, an agreement of the client's own). Where only the start of the contract is not known, load the contracts and look again."
WITH asks AS (
    SELECT
        *,
        CASE
            WHEN released OR NOT in_window OR contract_state = 'unknown' THEN 0
            WHEN contract_state = 'after' OR coalesce(kind, '') = 'wording' THEN 1
            WHEN enterprise THEN 0
            ELSE 2
        END AS weight
    FROM signal
    WHERE
        category = 'contact_request'
        AND contract_state <> 'active'
        AND stance IN ('offer', 'request', 'accept')
)

SELECT
    platform,
    client_id,
    freelancer_id,
    sent_at AS occurred_at,
    sender AS actor,
    max(confidence) AS confidence,
    CASE max(weight) WHEN 0 THEN 'info' WHEN 1 THEN 'low' ELSE 'medium' END AS severity,
    array_concat(
        array_agg(mark), array_concat(array_agg(answer_mark), CASE WHEN max(contract_state) = 'after' THEN [min(contract_mark)] ELSE [] END)
    ) AS evidence,
    {
        'on': min(sent_on),
        'sender': sender,
        'did': CASE
            WHEN bool_or(stance = 'request') THEN 'asked for' WHEN bool_or(stance = 'offer') THEN 'offered' ELSE 'agreed to'
        END,
        'state': CASE max(contract_state)
            WHEN 'after' THEN
                CASE
                    WHEN min(contract_mark) LIKE 'payments:%' THEN 'with the last contract over, as is inferred from its last payment'
                    ELSE 'with the last contract over'
                END
            WHEN 'unknown' THEN 'before the first payment; when the contract began is not known'
            ELSE 'before any contract with this client had started'
        END,
        'answer': CASE
            WHEN bool_or(declined) THEN '; the other side declined within ' || cast(max(days_to_answer) AS VARCHAR) || ' days' ELSE ''
        END,
        'how': CASE WHEN bool_or(coalesce(kind, '') <> 'wording') THEN '' ELSE '; no known phrase, its wording alone tells' END
    } AS facts
FROM asks
GROUP BY platform, client_id, freelancer_id, message_id, sent_at, sender
