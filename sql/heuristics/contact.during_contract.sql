-- title = "Contact details during a contract"
-- severity = "info"
-- confidence = 0.9
-- reads = ["signal"]
-- anchor = "messages"
-- why = "A way to reach each other was sent while a contract was active: allowed for the work, listed for the record."
-- silent = "Never for a refusal or an app that is only talked about, and never outside an active contract."
-- clause = "contact_during_contract"
-- explanation = "On {on} the {sender} sent {what} while a contract was active; for the work that is fine."
-- action = "Nothing to do: use it for the work only, and keep every payment on the platform."
WITH details AS (
    SELECT *
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
    'info' AS severity,
    array_agg(mark) AS evidence,
    {'on': min(sent_on), 'sender': sender, 'what': array_agg(DISTINCT category)} AS facts
FROM details
GROUP BY platform, client_id, freelancer_id, message_id, sent_at, sender
