-- title = "The stated origin contradicts the data"
-- severity = "high"
-- confidence = 0.9
-- reads = ["stated"]
-- anchor = "relationships"
-- why = "An origin outside the platform frees only when the meeting came before the first contact on the platform, and its day is known."
-- silent = "Never when the meeting came first or on the same day, and never when no origin outside is claimed."
-- clause = "origin"
-- explanation = "It is stated that the relationship began outside the platform{met}; the first contact on the platform was on {contact}."
-- action = "Correct the statement in relationships.csv, or add the day of the meeting and its evidence; until then treat the relationship as one that began on the platform."
SELECT
    platform,
    client_id,
    freelancer_id,
    coalesce(first_contact_at, last_contact_at, cast($as_of AS TIMESTAMP)) AS occurred_at,
    'freelancer' AS actor,
    0.9 AS confidence,
    'high' AS severity,
    ['relationships:' || relationship_key] AS evidence,
    {
        'met': CASE
            WHEN first_met_on IS NULL THEN ', without a day'
            ELSE ', met on ' || cast(first_met_on AS VARCHAR)
        END,
        'contact': first_contact_on
    } AS facts
FROM stated
WHERE origin = 'off_platform' AND (NOT claimed OR contact_precedes_meeting)
