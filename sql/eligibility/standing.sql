-- about = "State, date and figures of every relationship on as-of; verdicts are decided on top of this."
-- reads = ["pair", "latest", "contracts_now", "governing", "money", "covered", "set_aside", "stated", "release"]
WITH facts AS (
    SELECT
        p.platform,
        p.client_id,
        p.freelancer_id,
        l.last_paid_on,
        l.last_message_on,
        l.first_contact_on,
        c.first_contract_on,
        coalesce(c.active_contracts, 0) AS active_contracts,
        coalesce(c.active_paid, FALSE) AS active_paid,
        coalesce(c.inferred, FALSE) AS inferred,
        g.anchor_on,
        g.governing_anchor,
        g.row_id AS anchor_row,
        coalesce(g.free_now, FALSE) AS free_now,
        g.eligible_on AS window_end_on,
        coalesce(m.fees_paid, CASE WHEN m.client_id IS NULL THEN 0 END) AS fees_paid,
        m.currency,
        m.lifetime_billed,
        m.others AS other_billed,
        v.messages_from,
        v.messages_to,
        v.payments_to,
        coalesce(q.rows_aside, 0) AS rows_aside,
        s.client_name,
        s.origin,
        s.origin_detail,
        s.first_met_on,
        s.left_on,
        coalesce(s.enterprise, FALSE) AS enterprise,
        coalesce(s.contact_precedes_meeting, FALSE) AS contact_precedes_meeting,
        CASE WHEN r.fee_paid_on <= $as_of THEN r.fee_paid_on END AS fee_paid_on,
        coalesce(r.exempt, FALSE) AS exempt
    FROM pair AS p
    LEFT JOIN latest AS l ON p.platform = l.platform AND p.client_id = l.client_id AND p.freelancer_id = l.freelancer_id
    LEFT JOIN contracts_now AS c
        ON p.platform = c.platform AND p.client_id = c.client_id AND p.freelancer_id = c.freelancer_id
    LEFT JOIN governing AS g
        ON p.platform = g.platform AND p.client_id = g.client_id AND p.freelancer_id = g.freelancer_id
    LEFT JOIN money AS m ON p.platform = m.platform AND p.client_id = m.client_id AND p.freelancer_id = m.freelancer_id
    LEFT JOIN covered AS v ON p.platform = v.platform AND p.freelancer_id = v.freelancer_id
    LEFT JOIN set_aside AS q
        ON p.platform = q.platform AND p.client_id = q.client_id AND p.freelancer_id = q.freelancer_id
    LEFT JOIN stated AS s ON p.platform = s.platform AND p.client_id = s.client_id AND p.freelancer_id = s.freelancer_id
    LEFT JOIN release AS r ON p.platform = r.platform AND p.client_id = r.client_id AND p.freelancer_id = r.freelancer_id
),

stated_state AS (
    SELECT
        *,
        CASE
            WHEN fee_paid_on IS NOT NULL THEN 'fee_paid'
            WHEN enterprise AND active_contracts = 0 THEN 'enterprise_agreement'
            WHEN active_contracts > 0 THEN 'blocked_active_contract'
            WHEN exempt THEN 'exempt_origin'
            WHEN origin = 'off_platform' THEN 'origin_disputed'
            WHEN first_contract_on IS NULL THEN 'never_contracted'
            WHEN free_now THEN 'eligible'
            ELSE 'waiting'
        END AS state
    FROM facts
)

SELECT
    *,
    CASE WHEN state NOT IN ('blocked_active_contract', 'never_contracted') THEN window_end_on END AS eligible_on,
    CASE
        WHEN active_contracts > 0
            THEN cast(
                CASE WHEN active_paid THEN $as_of ELSE anchor_on END + INTERVAL ($window_months) MONTH AS DATE
            )
    END AS if_closed_today,
    CASE
        WHEN state IN ('eligible', 'exempt_origin', 'fee_paid') THEN 0
        WHEN state IN ('waiting', 'blocked_active_contract', 'origin_disputed')
            THEN CASE
                WHEN fees_paid >= $fee_waived_from THEN 0
                WHEN fees_paid IS NOT NULL THEN greatest(0, $fee_amount - fees_paid)
            END
    END AS exit_fee_today
FROM stated_state
