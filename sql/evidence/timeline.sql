-- about = "What happened with one client, in the order of time: contracts, payments on the platform, messages without their text, reports, what the user stated."
-- reads = ["contract_span", "billing", "talk", "report_row", "stated_row"]
WITH events AS (
    SELECT
        platform, client_id, freelancer_id, started_at AS happened_at, 'contract began' AS what, '' AS done_by,
        contract_id AS row_id,
        'contracts' AS row_table,
        CASE WHEN inferred THEN 'inferred from payments' ELSE coalesce(kind, '') END AS detail
    FROM contract_span
    UNION ALL
    SELECT
        platform, client_id, freelancer_id, ended_at, 'contract ended', '', contract_id, 'contracts',
        CASE WHEN inferred THEN 'inferred from payments' ELSE coalesce(kind, '') END
    FROM contract_span
    WHERE ended_at IS NOT NULL
    UNION ALL
    SELECT
        platform, client_id, freelancer_id, paid_at,
        CASE WHEN kind = 'refund' THEN 'paid back on the platform' ELSE 'paid on the platform' END,
        CASE WHEN kind = 'refund' THEN '' ELSE 'client' END, payment_id, 'payments',
        cast(cast(CASE WHEN kind = 'refund' THEN abs(amount) ELSE amount END AS DECIMAL(18, 2)) AS VARCHAR)
        || ' ' || coalesce(currency, '') || ' ' || coalesce(kind, '')
    FROM billing
    WHERE on_platform
    UNION ALL
    SELECT platform, client_id, freelancer_id, sent_at, 'message', sender, message_id, 'messages', ''
    FROM talk
    UNION ALL
    SELECT platform, client_id, freelancer_id, reported_at, 'report', reporter, report_id, 'reports', coalesce(reason, '')
    FROM report_row
    UNION ALL
    SELECT
        platform, client_id, freelancer_id, first_met_at,
        CASE WHEN origin = 'off_platform' THEN 'met elsewhere, as stated' ELSE 'first met, as stated' END,
        'freelancer', relationship_key, 'relationships', coalesce(origin_detail, '')
    FROM stated_row
    WHERE first_met_at IS NOT NULL
    UNION ALL
    SELECT
        platform, client_id, freelancer_id, cast(exit_fee_paid_on AS TIMESTAMP),
        'exit fee paid, as stated', 'client', relationship_key, 'relationships', ''
    FROM stated_row
    WHERE exit_fee_paid_on IS NOT NULL
    UNION ALL
    SELECT
        platform, client_id, freelancer_id, cast(last_contact_at AS TIMESTAMP),
        'last contact, as stated', 'freelancer', relationship_key, 'relationships', ''
    FROM stated_row
    WHERE last_contact_at IS NOT NULL
    UNION ALL
    SELECT
        platform, client_id, freelancer_id, cast(left_on AS TIMESTAMP), 'left the platform, as stated', 'freelancer', relationship_key,
        'relationships', ''
    FROM stated_row
    WHERE left_on IS NOT NULL
)

SELECT
    platform, client_id, freelancer_id, strftime(happened_at, '%Y-%m-%dT%H:%M:%SZ') AS happened_at, what, done_by, row_table,
    row_id,
    CASE
        WHEN happened_at >= $as_of + INTERVAL 1 DAY THEN trim('after as-of, not counted ' || detail) ELSE detail
    END AS detail
FROM events
WHERE client_id = $client AND ($freelancer IS NULL OR freelancer_id = $freelancer)
ORDER BY happened_at, what, row_id, freelancer_id
