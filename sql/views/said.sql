-- about = "Detections of audited messages with their relationship, before contract state and window are looked up; system messages apart."
-- reads = ["talk"]
SELECT
    t.relation_no, t.platform, t.client_id, t.freelancer_id, t.message_id, t.sender, t.sent_at, t.sent_day, t.sent_on, t.contract_missing,
    d.category, d.kind, d.value, d.normalized, d.start_offset, d.end_offset, d.confidence, d.obfuscated, d.stance,
    d.message_ids,
    -- Who accepts what the other side proposed has asked for nothing.
    d.category IN ('leave_platform', 'off_platform_payment') AND d.stance IN ('offer', 'request') AS is_ask,
    -- How evidence names a detection: the message, and where in it.
    'messages:' || d.message_id || '#' || cast(d.start_offset AS VARCHAR) || '-' || cast(d.end_offset AS VARCHAR) AS mark
FROM detections AS d
INNER JOIN talk AS t ON d.message_id = t.message_id
WHERE t.sender <> 'system'
