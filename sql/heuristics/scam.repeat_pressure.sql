-- title = "The client keeps asking after a refusal"
-- severity = "high"
-- confidence = 0.85
-- reads = ["signal", "pair"]
-- anchor = "messages"
-- why = "A refusal that is not taken for an answer is pressure; honest clients ask once."
-- silent = "Never for a single ask after the refusal, for asks before it, for asks that no known phrase but the wording alone tells of, or for asks by the freelancer; a no to giving a number while a contract is active, when it may be given, is no refusal to leave."
-- clause = "scams"
-- explanation = "The freelancer declined on {declined}; after that the client asked to leave or to pay outside in {asks} more messages, the last on {last}."
-- action = "Stop discussing it. Report the client to the platform with these messages."
-- reply = "report_and_move_on"
-- [params.asks_from]
-- default = 2
-- unit = "messages"
-- range = [1, 1000]
-- about = "how many asks after the refusal count as pressure"
WITH declined AS (
    SELECT relation_no, sent_at, sent_on, sent_day, min(sent_on) OVER (PARTITION BY relation_no) AS first_on
    FROM signal
    WHERE is_refusal AND sender = 'freelancer'
),

-- Whether the hour is known is asked of the first day alone: a later row must not move what came after it.
refusals AS (
    SELECT
        relation_no,
        min(sent_at) AS sent_at,
        min(sent_on) AS sent_on,
        bool_or(sent_day) AS sent_day
    FROM declined
    WHERE sent_on = first_on
    GROUP BY relation_no
),

later AS (
    SELECT
        g.relation_no,
        g.message_id,
        g.sent_at,
        g.sent_on,
        r.sent_on AS declined_on,
        array_agg(g.mark) AS marks
    FROM signal AS g
    INNER JOIN refusals AS r
        ON g.relation_no = r.relation_no
    WHERE
        g.is_ask
        AND coalesce(g.kind, '') <> 'wording'
        AND g.sender = 'client'
        AND CASE WHEN g.sent_day OR r.sent_day THEN g.sent_on > r.sent_on ELSE g.sent_at > r.sent_at END
    GROUP BY g.relation_no, g.message_id, g.sent_at, g.sent_on, r.sent_on
),

placed AS (
    SELECT
        *,
        row_number() OVER (
            PARTITION BY relation_no ORDER BY sent_at, message_id
        ) AS place,
        count(*) OVER (PARTITION BY relation_no) AS asks
    FROM later
),

listed AS (
    SELECT
        relation_no,
        max(asks) AS asks,
        max(sent_on) AS last_on,
        -- The ask that makes it pressure.
        max(CASE WHEN place = $asks_from THEN sent_at END) AS occurred_at
    FROM placed
    WHERE asks >= $asks_from
    GROUP BY relation_no
),

others AS (
    SELECT relation_no, array_agg(mark) AS marks
    FROM signal
    WHERE (is_ask AND sender = 'client') OR (is_refusal AND sender = 'freelancer')
    GROUP BY relation_no
)

SELECT
    q.platform,
    q.client_id,
    q.freelancer_id,
    l.occurred_at,
    'client' AS actor,
    0.85 AS confidence,
    'high' AS severity,
    array_concat(p.marks, o.marks) AS evidence,
    {'declined': p.declined_on, 'asks': l.asks, 'last': l.last_on} AS facts
FROM listed AS l
INNER JOIN pair AS q ON l.relation_no = q.relation_no
INNER JOIN placed AS p
    ON l.relation_no = p.relation_no
INNER JOIN others AS o
    ON l.relation_no = o.relation_no
WHERE p.place = 1
