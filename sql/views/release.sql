-- about = "Relationships that the rules let go: from the day of the exit fee on, or always where the origin is elsewhere."
-- reads = ["billing", "stated"]
WITH fees AS (
    SELECT relation_no, platform, client_id, freelancer_id, paid_on AS fee_paid_on, FALSE AS exempt
    FROM billing
    WHERE kind = 'conversion_fee' AND client_id IS NOT NULL AND amount <> 0
    UNION ALL
    SELECT relation_no, platform, client_id, freelancer_id, exit_fee_paid_on, FALSE AS exempt
    FROM stated
    WHERE exit_fee_paid_on <= $as_of
    UNION ALL
    SELECT relation_no, platform, client_id, freelancer_id, NULL AS fee_paid_on, TRUE AS exempt
    FROM stated
    WHERE claimed AND NOT contact_precedes_meeting
)

SELECT relation_no, platform, client_id, freelancer_id, min(fee_paid_on) AS fee_paid_on, bool_or(exempt) AS exempt
FROM fees
GROUP BY relation_no, platform, client_id, freelancer_id
