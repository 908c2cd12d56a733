-- about = "Detections of audited messages, each with contract state, window and what the other side answered."
-- reads = ["talk", "contract_span", "free_span", "release", "stated"]
WITH said AS (
    SELECT
        t.platform, t.client_id, t.freelancer_id, t.message_id, t.sender, t.sent_at, t.sent_day, t.sent_on,
        d.category, d.kind, d.value, d.normalized, d.start_offset, d.end_offset, d.confidence, d.obfuscated, d.stance,
        d.message_ids,
        d.category IN ('leave_platform', 'off_platform_payment') AND d.stance IN ('offer', 'request', 'accept') AS is_ask
    FROM detections AS d
    INNER JOIN talk AS t ON d.message_id = t.message_id
    WHERE t.sender <> 'system'
),

moment AS (
    SELECT DISTINCT platform, client_id, freelancer_id, message_id, sender, sent_at, sent_day, sent_on FROM said
),

spanned AS (
    SELECT
        m.message_id,
        s.inferred,
        CASE WHEN m.sent_day OR s.started_day THEN s.started_on <= m.sent_on ELSE s.started_at <= m.sent_at END AS begun,
        coalesce(
            CASE WHEN m.sent_day OR s.ended_day THEN s.ended_on < m.sent_on ELSE s.ended_at < m.sent_at END, FALSE
        ) AS over
    FROM moment AS m
    INNER JOIN contract_span AS s
        ON m.platform = s.platform AND m.client_id = s.client_id AND m.freelancer_id = s.freelancer_id
),

state AS (
    SELECT
        message_id,
        CASE
            WHEN bool_or(begun AND NOT over) THEN 'active'
            WHEN bool_or(begun AND over) THEN 'after'
            WHEN bool_or(inferred) THEN 'unknown'
            ELSE 'before'
        END AS contract_state
    FROM spanned
    GROUP BY message_id
),

free AS (
    SELECT DISTINCT m.message_id
    FROM moment AS m
    INNER JOIN free_span AS f
        ON m.platform = f.platform AND m.client_id = f.client_id AND m.freelancer_id = f.freelancer_id
    WHERE f.free_from <= m.sent_on AND (f.free_until IS NULL OR m.sent_on < f.free_until)
),

refusal AS (
    SELECT DISTINCT platform, client_id, freelancer_id, sender, sent_at, sent_day, sent_on
    FROM said
    WHERE stance = 'decline'
),

answered AS (
    SELECT DISTINCT m.message_id
    FROM moment AS m
    INNER JOIN refusal AS r
        ON m.platform = r.platform AND m.client_id = r.client_id AND m.freelancer_id = r.freelancer_id
        AND m.sender <> r.sender
    WHERE CASE
        WHEN m.sent_day OR r.sent_day
            THEN r.sent_on >= m.sent_on AND r.sent_on <= m.sent_on + INTERVAL ($answer_days) DAY
        ELSE r.sent_at >= m.sent_at AND r.sent_at <= m.sent_at + INTERVAL ($answer_days) DAY
    END
)

SELECT
    d.platform,
    d.client_id,
    d.freelancer_id,
    d.message_id,
    d.sender,
    d.sent_at,
    d.sent_day,
    d.sent_on,
    d.category,
    d.kind,
    d.value,
    d.normalized,
    d.start_offset,
    d.end_offset,
    d.confidence,
    d.obfuscated,
    d.stance,
    d.message_ids,
    coalesce(s.contract_state, 'before') AS contract_state,
    f.message_id IS NULL AS in_window,
    coalesce(r.exempt OR r.fee_paid_on <= d.sent_on, FALSE) AS released,
    coalesce(w.enterprise, FALSE) AS enterprise,
    a.message_id IS NOT NULL AS declined,
    d.is_ask,
    -- A way to reach the other side outside; an app that is only talked about is none.
    coalesce(
        (
            d.category IN ('email', 'phone', 'messenger', 'social', 'meeting', 'postal_address')
            OR (d.category = 'url' AND d.kind IN ('contact_page', 'link_hub'))
        )
        AND d.stance <> 'decline'
        AND NOT (d.category IN ('messenger', 'social') AND d.stance = 'mention' AND d.normalized IS NULL),
        FALSE
    ) AS is_contact,
    -- A sign of leaving or paying outside, weaker ones included.
    (d.category IN ('leave_platform', 'off_platform_payment', 'payment_app') AND d.stance IN ('offer', 'request', 'accept'))
    OR (
        d.category IN ('fee_avoidance', 'coded_language', 'payment_handle', 'iban', 'card', 'crypto')
        AND d.stance <> 'decline'
    ) AS is_sign,
    -- How evidence names a detection: the message, and where in it.
    'messages:' || d.message_id || '#' || cast(d.start_offset AS VARCHAR) || '-' || cast(d.end_offset AS VARCHAR) AS mark
FROM said AS d
LEFT JOIN state AS s ON d.message_id = s.message_id
LEFT JOIN free AS f ON d.message_id = f.message_id
LEFT JOIN answered AS a ON d.message_id = a.message_id
LEFT JOIN release AS r ON d.platform = r.platform AND d.client_id = r.client_id AND d.freelancer_id = r.freelancer_id
LEFT JOIN stated AS w ON d.platform = w.platform AND d.client_id = w.client_id AND d.freelancer_id = w.freelancer_id
