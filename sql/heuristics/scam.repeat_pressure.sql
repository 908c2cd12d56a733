-- title = "The client keeps asking after a refusal"
-- severity = "high"
-- confidence = 0.85
-- reads = ["signal"]
-- anchor = "messages"
-- why = "A refusal that is not taken for an answer is pressure; honest clients ask once."
-- silent = "Never for a single ask after the refusal, for asks before it, or for asks by the freelancer."
-- clause = "scams"
-- explanation = "The freelancer declined on {declined}; after that the client asked to leave or to pay outside in {asks} more messages, the last on {last}."
-- action = "Stop discussing it. Report the client to the platform with these messages."
-- reply = "report_and_move_on"
-- [params.asks_from]
-- default = 2
-- unit = "messages"
-- about = "how many asks after the refusal count as pressure"
WITH refusals AS (
    SELECT
        platform,
        client_id,
        freelancer_id,
        min(sent_at) AS sent_at,
        min(sent_on) AS sent_on,
        bool_or(sent_day) AS sent_day
    FROM signal
    WHERE is_refusal AND sender = 'freelancer'
    GROUP BY platform, client_id, freelancer_id
),

later AS (
    SELECT
        g.platform,
        g.client_id,
        g.freelancer_id,
        g.message_id,
        g.sent_at,
        g.sent_on,
        r.sent_on AS declined_on,
        array_agg(g.mark) AS marks
    FROM signal AS g
    INNER JOIN refusals AS r
        ON g.platform = r.platform AND g.client_id = r.client_id AND g.freelancer_id = r.freelancer_id
    WHERE
        g.is_ask
        AND g.sender = 'client'
        AND CASE WHEN g.sent_day OR r.sent_day THEN g.sent_on > r.sent_on ELSE g.sent_at > r.sent_at END
    GROUP BY g.platform, g.client_id, g.freelancer_id, g.message_id, g.sent_at, g.sent_on, r.sent_on
),

placed AS (
    SELECT
        *,
        row_number() OVER (
            PARTITION BY platform, client_id, freelancer_id ORDER BY sent_at, message_id
        ) AS place,
        count(*) OVER (PARTITION BY platform, client_id, freelancer_id) AS asks
    FROM later
),

listed AS (
    SELECT
        platform,
        client_id,
        freelancer_id,
        max(asks) AS asks,
        max(sent_on) AS last_on,
        -- The ask that makes it pressure.
        max(CASE WHEN place = $asks_from THEN sent_at END) AS occurred_at
    FROM placed
    WHERE asks >= $asks_from
    GROUP BY platform, client_id, freelancer_id
),

others AS (
    SELECT platform, client_id, freelancer_id, array_agg(mark) AS marks
    FROM signal
    WHERE (is_ask AND sender = 'client') OR (is_refusal AND sender = 'freelancer')
    GROUP BY platform, client_id, freelancer_id
)

SELECT
    l.platform,
    l.client_id,
    l.freelancer_id,
    l.occurred_at,
    'client' AS actor,
    0.85 AS confidence,
    'high' AS severity,
    array_concat(p.marks, o.marks) AS evidence,
    {'declined': p.declined_on, 'asks': l.asks, 'last': l.last_on} AS facts
FROM listed AS l
INNER JOIN placed AS p
    ON l.platform = p.platform AND l.client_id = p.client_id AND l.freelancer_id = p.freelancer_id
INNER JOIN others AS o
    ON l.platform = o.platform AND l.client_id = o.client_id AND l.freelancer_id = o.freelancer_id
WHERE p.place = 1
