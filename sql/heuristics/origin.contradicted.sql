-- title = "The stated origin contradicts the data"
-- severity = "high"
-- confidence = 0.9
-- reads = ["stated", "talk_row", "contract_span", "billing"]
-- anchor = "relationships"
-- why = "An origin outside the platform frees only when the meeting came before the first contact on the platform, and its day is known."
-- silent = "Never when the meeting came first or on the same day, and never when no origin outside is claimed."
-- clause = "origin"
-- explanation = "It is stated that the relationship began outside the platform (met on: {met}); the first contact on the platform was on {contact}."
-- action = "Correct the statement in relationships.csv, or add the day of the meeting and its evidence; until then treat the relationship as one that began on the platform."
WITH contradicted AS (
    SELECT *
    FROM stated
    WHERE origin = 'off_platform' AND (NOT claimed OR contact_precedes_meeting)
),

-- What the first contact on the platform was.
began AS (
    SELECT c.relationship_key, 'messages:' || t.message_id AS mark
    FROM contradicted AS c
    INNER JOIN talk_row AS t ON c.relation_no = t.relation_no AND c.first_contact_on = t.sent_on AND c.first_contact_at = t.sent_at
    UNION ALL
    SELECT c.relationship_key, 'contracts:' || s.contract_id AS mark
    FROM contradicted AS c
    INNER JOIN contract_span AS s
        ON c.relation_no = s.relation_no AND c.first_contact_on = s.started_on AND c.first_contact_at = s.started_at
    WHERE NOT s.inferred
    UNION ALL
    SELECT c.relationship_key, 'payments:' || b.payment_id AS mark
    FROM contradicted AS c
    INNER JOIN billing AS b
        ON c.relation_no = b.relation_no AND c.first_contact_on = b.paid_on AND c.first_contact_at = b.paid_at
    WHERE b.on_platform
),

listed AS (
    SELECT relationship_key, array_agg(mark) AS marks
    FROM began
    GROUP BY relationship_key
)

SELECT
    c.platform,
    c.client_id,
    c.freelancer_id,
    coalesce(c.first_contact_at, c.last_contact_at, cast($as_of AS TIMESTAMP)) AS occurred_at,
    'freelancer' AS actor,
    0.9 AS confidence,
    'high' AS severity,
    array_concat(['relationships:' || c.relationship_key], coalesce(l.marks, [])) AS evidence,
    {'met': c.first_met_on, 'contact': c.first_contact_on} AS facts
FROM contradicted AS c
LEFT JOIN listed AS l ON c.relationship_key = l.relationship_key
