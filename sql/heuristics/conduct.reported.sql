-- title = "The freelancer reported the client"
-- severity = "info"
-- confidence = 0.95
-- reads = ["report_row"]
-- anchor = "reports"
-- why = "Reporting an ask to leave or to pay outside is a duty; it is kept as evidence of good conduct."
-- silent = "Never for a report by the client or the platform."
-- clause = "conduct"
-- explanation = "On {on} the freelancer reported the client{reason}."
-- action = "Nothing to do; keep the report's number."
SELECT
    platform,
    client_id,
    freelancer_id,
    reported_at AS occurred_at,
    'freelancer' AS actor,
    0.95 AS confidence,
    'info' AS severity,
    CASE WHEN message_mark IS NULL THEN ['reports:' || report_id] ELSE ['reports:' || report_id, message_mark] END AS evidence,
    {'on': reported_on, 'reason': coalesce(' (“' || replace(reason, '”', '"') || '”)', '')} AS facts
FROM report_row
WHERE reporter = 'freelancer'
