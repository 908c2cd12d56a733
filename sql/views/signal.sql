-- about = "Detections of audited messages, each with contract state, window and what the other side answered."
-- reads = ["said", "answer", "contract_seen", "contract_span", "meant_place", "free_span", "release_seen", "stated", "value_use"]
WITH moment AS (
    SELECT DISTINCT relation_no, message_id, sent_at, sent_day, sent_on FROM said
),

spanned AS (
    SELECT
        m.message_id,
        s.inferred,
        s.mark,
        s.started_at,
        s.ended_at,
        s.ended_on,
        CASE WHEN m.sent_day OR s.started_day THEN s.started_on <= m.sent_on ELSE s.started_at <= m.sent_at END AS begun,
        coalesce(
            CASE WHEN m.sent_day OR s.ended_day THEN s.ended_on < m.sent_on ELSE s.ended_at < m.sent_at END, FALSE
        ) AS over
    FROM moment AS m
    -- Of a message that names none of several platforms, the contracts on all of them.
    INNER JOIN contract_seen AS s
        ON m.relation_no = s.relation_no
),

state AS (
    SELECT
        message_id,
        CASE
            WHEN bool_or(begun AND NOT over) THEN 'active'
            WHEN bool_or(begun AND over) THEN 'after'
            WHEN bool_or(inferred) THEN 'unknown'
            ELSE 'before'
        END AS contract_state,
        max_by(CASE WHEN begun AND NOT over THEN mark END, {'at': started_at, 'id': mark}) AS active_mark,
        max_by(CASE WHEN begun AND over THEN mark END, {'at': ended_at, 'id': mark}) AS ended_mark,
        max(CASE WHEN begun AND over THEN ended_on END) AS ended_on
    FROM spanned
    GROUP BY message_id
),

free AS (
    SELECT DISTINCT m.message_id
    FROM moment AS m
    INNER JOIN free_span AS f
        ON m.relation_no = f.relation_no
    WHERE f.free_from <= m.sent_on AND (f.free_until IS NULL OR m.sent_on < f.free_until)
    UNION
    -- Free on every platform that it may have been on.
    SELECT m.message_id
    FROM moment AS m
    INNER JOIN meant_place AS p ON m.relation_no = p.relation_no
    INNER JOIN free_span AS f ON p.meant_no = f.relation_no
    WHERE f.free_from <= m.sent_on AND (f.free_until IS NULL OR m.sent_on < f.free_until)
    GROUP BY m.message_id
    HAVING count(DISTINCT f.relation_no) = max(p.platforms)
),

agreed AS (
    SELECT relation_no FROM stated
    WHERE enterprise
    UNION
    SELECT p.relation_no
    FROM meant_place AS p
    INNER JOIN stated AS s ON p.meant_no = s.relation_no
    WHERE s.enterprise
),

answered AS (
    SELECT asked_id, asked_category, min_by(refusal_mark, {'at': refused_at, 'mark': refusal_mark}) AS refusal_mark
    FROM answer
    GROUP BY asked_id, asked_category
),

-- Of whom no contract and no payment was loaded, none being there says nothing about when one began.
known AS (
    SELECT DISTINCT freelancer_id FROM contract_span
),

echoed AS (
    SELECT DISTINCT mark, category FROM value_use
    WHERE is_echo
)

SELECT
    d.relation_no,
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
    CASE
        WHEN d.contract_missing AND coalesce(s.contract_state, 'before') = 'before' THEN 'unknown'
        ELSE coalesce(s.contract_state, 'before')
    END AS contract_state,
    -- The same in words.
    CASE
        WHEN s.contract_state = 'active' THEN 'during a contract'
        WHEN s.contract_state = 'after' AND s.ended_mark LIKE 'payments:%'
            THEN 'with the last contract over, as is inferred from its last payment'
        WHEN s.contract_state = 'after' THEN 'with the last contract over'
        WHEN d.contract_missing THEN 'in a contract that was not loaded, so when it began is not known'
        WHEN s.contract_state = 'unknown' THEN 'before the first payment; when the contract began is not known'
        WHEN k.freelancer_id IS NULL
            THEN 'before any contract that is known (none of this freelancer was loaded, so one may have begun)'
        ELSE 'before any contract with this client had started'
    END AS contract_told,
    -- How much less sure a message before any contract is where no contract at all was loaded.
    CASE WHEN k.freelancer_id IS NULL AND s.contract_state IS NULL THEN 0.5 ELSE 1.0 END AS contract_sure,
    -- The contract that was active, the latest of several, or else the last one that had ended; NULL before the first.
    coalesce(s.active_mark, s.ended_mark) AS contract_mark,
    s.ended_on AS contract_ended_on,
    f.message_id IS NULL AS in_window,
    coalesce(r.exempt OR r.fee_paid_on <= d.sent_on, FALSE) AS released,
    w.relation_no IS NOT NULL AS enterprise,
    a.asked_id IS NOT NULL AS declined,
    $answer_days AS days_to_answer,
    -- The refusal, as evidence names it; where there is none, the detection itself.
    coalesce(a.refusal_mark, d.mark) AS answer_mark,
    d.is_ask,
    -- A way to reach the other side outside; an app that is only talked about, or asked for, is none.
    coalesce(
        (
            d.category IN ('email', 'phone', 'messenger', 'social', 'meeting', 'postal_address')
            OR (d.category = 'url' AND d.kind IN ('contact_page', 'link_hub'))
        )
        AND d.stance <> 'decline'
        AND NOT (d.category IN ('messenger', 'social') AND d.stance IN ('mention', 'request') AND d.normalized IS NULL),
        FALSE
    )
    AND e.mark IS NULL AS is_contact,
    -- A refusal or a quotation that repeats what the other side sent first hands out nothing.
    e.mark IS NOT NULL AS is_retold,
    -- A no to leaving or to paying outside; a no to anything else says nothing about that. So does a no to giving a number while a
    -- contract is active, when it may be given for the work.
    d.stance = 'decline'
    AND (
        d.category IN (
            'leave_platform', 'off_platform_payment', 'fee_avoidance', 'payment_app', 'payment_handle', 'iban', 'card', 'crypto'
        )
        OR (d.category = 'contact_request' AND coalesce(s.contract_state, 'before') <> 'active')
    ) AS is_refusal,
    -- A sign of leaving or paying outside, weaker ones included.
    (d.category IN ('leave_platform', 'off_platform_payment', 'payment_app') AND d.stance IN ('offer', 'request', 'accept'))
    OR (
        d.category IN ('fee_avoidance', 'coded_language', 'payment_handle', 'iban', 'card', 'crypto')
        AND d.stance <> 'decline'
        AND e.mark IS NULL
    ) AS is_sign,
    d.mark
FROM said AS d
LEFT JOIN echoed AS e ON d.mark = e.mark AND d.category = e.category AND d.stance = 'mention'
LEFT JOIN state AS s ON d.message_id = s.message_id
LEFT JOIN known AS k ON d.freelancer_id = k.freelancer_id
LEFT JOIN free AS f ON d.message_id = f.message_id
LEFT JOIN answered AS a ON d.message_id = a.asked_id AND d.category = a.asked_category
LEFT JOIN release_seen AS r ON d.relation_no = r.relation_no
LEFT JOIN agreed AS w ON d.relation_no = w.relation_no
