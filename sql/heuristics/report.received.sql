-- title = "A report was received"
-- severity = "medium"
-- confidence = 0.9
-- reads = ["report_row"]
-- anchor = "reports"
-- why = "A report by the client or the platform puts the account under review, whether it is justified or not."
-- silent = "Never for a report by the freelancer."
-- clause = "leaving"
-- explanation = "{count} on record{platform}, the first of {on}{reason}."
-- action = "Collect the messages and payments of this relationship for an answer; the evidence of this audit can stand beside it."
-- [params.many_from]
-- default = 2
-- unit = "reports"
-- range = [1, 1000]
-- about = "how many reports weigh more than one"
WITH received AS (
    SELECT *
    FROM report_row
    WHERE reporter IN ('client', 'platform')
),

placed AS (
    SELECT
        *,
        row_number() OVER (PARTITION BY platform, client_id, freelancer_id ORDER BY reported_at, report_id) AS place
    FROM received
),

counted AS (
    SELECT
        platform,
        client_id,
        freelancer_id,
        count(*) AS reports,
        bool_or(reporter = 'platform') AS by_platform,
        array_agg('reports:' || report_id) AS marks,
        array_agg(coalesce(message_mark, 'reports:' || report_id)) AS message_marks
    FROM received
    GROUP BY platform, client_id, freelancer_id
)

SELECT
    p.platform,
    p.client_id,
    p.freelancer_id,
    p.reported_at AS occurred_at,
    'freelancer' AS actor,
    0.9 AS confidence,
    CASE WHEN c.reports >= $many_from OR c.by_platform THEN 'high' ELSE 'medium' END AS severity,
    array_concat(['reports:' || p.report_id], array_concat(c.marks, c.message_marks)) AS evidence,
    {
        'count': CASE
            WHEN c.reports = 1 THEN 'One report is'
            ELSE cast(c.reports AS VARCHAR) || ' reports are'
        END,
        'platform': CASE WHEN c.by_platform THEN ', by the platform itself' ELSE ', by the client' END,
        'on': p.reported_on,
        'reason': coalesce(' (“' || replace(p.reason, '”', '"') || '”)', '')
    } AS facts
FROM placed AS p
INNER JOIN counted AS c
    ON p.platform = c.platform AND p.client_id = c.client_id AND p.freelancer_id = c.freelancer_id
WHERE p.place = 1
