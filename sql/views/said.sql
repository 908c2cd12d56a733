-- about = "Detections of audited messages with their relationship, before contract state and window are looked up; system messages apart."
-- reads = ["contract_place", "pair_place", "platform_number"]
-- Few messages hold anything: they are taken out before their relationship is looked up.
SELECT
    p.pair_no * w.platforms + w.platform_no AS relation_no,
    coalesce(nullif(c.platform, ''), p.platform, m.profile_platform, '') AS platform,
    m.client_id, m.freelancer_id, m.message_id, m.sender, m.sent_at,
    m.sent_at_precision = 'day' AS sent_day,
    cast(m.sent_at AS DATE) AS sent_on,
    coalesce(m.contract_id, '') <> '' AND c.contract_id IS NULL AS contract_missing,
    d.category, d.kind, d.value, d.normalized, d.start_offset, d.end_offset, d.confidence, d.obfuscated, d.stance,
    d.message_ids,
    -- Who accepts what the other side proposed has asked for nothing.
    d.category IN ('leave_platform', 'off_platform_payment') AND d.stance IN ('offer', 'request') AS is_ask,
    -- How evidence names a detection: the message, and where in it.
    'messages:' || d.message_id || '#' || cast(d.start_offset AS VARCHAR) || '-' || cast(d.end_offset AS VARCHAR) AS mark
FROM detections AS d
INNER JOIN messages AS m ON d.message_id = m.message_id
LEFT JOIN contract_place AS c ON m.contract_id = c.contract_id
LEFT JOIN pair_place AS p ON m.client_id = p.client_id AND m.freelancer_id = p.freelancer_id
INNER JOIN platform_number AS w ON coalesce(nullif(c.platform, ''), p.platform, m.profile_platform, '') = w.platform
WHERE m.sent_at < $as_of + INTERVAL 1 DAY AND m.sender <> 'system'
