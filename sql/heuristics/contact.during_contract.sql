-- title = "Contact details during a contract"
-- severity = "info"
-- confidence = 0.9
-- reads = ["signal"]
-- anchor = "messages"
-- why = "A way to reach each other was sent while a contract was active: allowed for the work on most platforms and listed for the record; some keep all contact to themselves."
-- silent = "Never for a refusal or an app that is only talked about, and never outside an active contract."
-- clause = "contact_during_contract"
-- explanation = "On {on} the {sender} sent {what} while a contract was active; {rule}."
-- action = "Use it for the work only and where the policy allows that, and keep every payment on the platform."
-- [params.allowed]
-- default = 1
-- unit = "1 or 0"
-- range = [0, 1]
-- about = "whether contact for the work may leave the platform during a contract; 0 by a policy whose contact rule is always"
WITH details AS (
    SELECT
        *,
        CASE WHEN $allowed = 1 OR released OR enterprise OR NOT in_window THEN 1 ELSE 0 END AS mild
    FROM signal
    WHERE is_contact AND contract_state = 'active'
)

SELECT
    platform,
    client_id,
    freelancer_id,
    sent_at AS occurred_at,
    sender AS actor,
    max(confidence) AS confidence,
    CASE WHEN min(mild) = 1 THEN 'info' ELSE 'medium' END AS severity,
    array_concat(array_agg(mark), [min(contract_mark)]) AS evidence,
    {
        'on': min(sent_on),
        'sender': sender,
        'what': array_agg(DISTINCT category),
        'rule': CASE WHEN min(mild) = 1 THEN 'for the work that is fine' ELSE 'this policy keeps contact on the platform then, too' END
    } AS facts
FROM details
GROUP BY platform, client_id, freelancer_id, message_id, sent_at, sender
