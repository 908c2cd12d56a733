-- title = "Accounts lent, rented, sold or shared"
-- severity = "high"
-- confidence = 0.8
-- reads = ["signal"]
-- anchor = "messages"
-- why = "Accounts are personal; lending one, or working under another's, ends in the closing of both."
-- silent = "Never for a refusal or a mere mention; medium when the other side declined within 7 days, and where no known phrase but the wording alone tells of it."
-- clause = "accounts"
-- explanation = "On {on} the {sender} wrote of lending, renting, selling or sharing an account{answer}{how}."
-- action = "Do not share access and do not work under another name; report the request."
-- reply = "decline_politely"
-- own_action = "Say in writing that you work under your own account alone, and do not repeat the offer."
WITH proposed AS (
    SELECT *, NOT declined AND coalesce(kind, '') <> 'wording' AS is_grave
    FROM signal
    WHERE category = 'account_sharing' AND stance IN ('offer', 'request', 'accept')
)

SELECT
    platform,
    client_id,
    freelancer_id,
    sent_at AS occurred_at,
    sender AS actor,
    max(confidence) AS confidence,
    CASE WHEN bool_or(is_grave) THEN 'high' ELSE 'medium' END AS severity,
    array_concat(array_agg(mark), array_agg(answer_mark)) AS evidence,
    {
        'on': min(sent_on),
        'sender': sender,
        'answer': CASE
            WHEN bool_or(declined) THEN '; the other side declined within ' || cast(max(days_to_answer) AS VARCHAR) || ' days' ELSE ''
        END,
        'how': CASE WHEN bool_or(coalesce(kind, '') <> 'wording') THEN '' ELSE '; no known phrase, its wording alone tells' END
    } AS facts
FROM proposed
GROUP BY platform, client_id, freelancer_id, message_id, sent_at, sender
