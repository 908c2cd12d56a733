-- title = "Contact details before a contract"
-- severity = "high"
-- confidence = 0.9
-- reads = ["signal", "value_use"]
-- anchor = "messages"
-- why = "A way to reach each other outside was sent before any contract of this relationship had started."
-- silent = "Never for a refusal or an app that is only talked about, and never once a contract has started; at info where the sender repeats what the other side sent first, the origin is elsewhere, the exit fee is paid, an enterprise agreement allows it, or the contracts are only inferred from payments."
-- clause = "contact_before_contract"
-- explanation = "On {on} the {sender} sent {what}, {state}."
-- action = "Keep to the platform's messages until a contract has started. If you sent it yourself, do not repeat it; if the client did, answer on the platform and do not use it."
-- reply = "decline_politely"
-- own_action = "Do not repeat it, and keep to the platform's messages until a contract has started."
WITH details AS (
    SELECT
        g.*,
        CASE
            WHEN g.released OR g.enterprise OR NOT g.in_window OR g.contract_state = 'unknown' THEN 1
            -- Whoever repeats what the other side sent gives away nothing of its own.
            WHEN coalesce(u.is_echo, FALSE) THEN 1
            ELSE 0
        END AS mild
    FROM signal AS g
    LEFT JOIN value_use AS u
        ON g.platform = u.platform AND g.client_id = u.client_id AND g.freelancer_id = u.freelancer_id
        AND g.message_id = u.message_id AND g.mark = u.mark AND g.category = u.category AND g.normalized = u.normalized
    WHERE
        g.is_contact AND g.contract_state IN ('before', 'unknown')
        -- A quotation of what the other side sent is none of the sender's own.
        AND NOT (g.stance = 'mention' AND coalesce(u.is_echo, FALSE))
)

SELECT
    platform,
    client_id,
    freelancer_id,
    sent_at AS occurred_at,
    sender AS actor,
    max(confidence) AS confidence,
    CASE WHEN min(mild) = 1 THEN 'info' ELSE 'high' END AS severity,
    array_agg(mark) AS evidence,
    {
        'on': min(sent_on),
        'sender': sender,
        'what': array_agg(DISTINCT category),
        'state': CASE max(contract_state)
            WHEN 'unknown' THEN 'before the first payment; when the contract began is not known'
            ELSE 'before any contract with this client had started'
        END
    } AS facts
FROM details
GROUP BY platform, client_id, freelancer_id, message_id, sent_at, sender
