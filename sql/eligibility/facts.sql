-- about = "State and figures of every relationship on as-of, and the version of the policy that governs it by the day it began."
-- reads = ["latest", "contracts_now", "governing", "resets_counted", "early", "money", "earning", "covered", "set_aside", "stated", "release", "reading"]
WITH facts AS (
    SELECT
        p.platform,
        p.client_id,
        p.freelancer_id,
        row_number() OVER () AS pair_no,
        p.last_paid_on,
        p.last_message_on,
        p.first_contact_on,
        c.first_contract_on,
        coalesce(c.active_contracts, 0) AS active_contracts,
        coalesce(c.active_paid, FALSE) AS active_paid,
        coalesce(c.inferred, FALSE) AS inferred,
        g.anchor_on,
        g.governing_anchor,
        g.row_id AS anchor_row,
        coalesce(g.free_now, FALSE) AS free_now,
        g.eligible_on AS window_end_on,
        coalesce(n.resets, 0) AS resets,
        n.without_messages_on,
        coalesce(y.early_payments, 0) AS early_payments,
        y.early_row,
        c.unbroken_on,
        e.highest_rate,
        e.last_rate,
        e.paid_to,
        e.billed_year,
        e.fees_year,
        e.billed_now,
        e.fees_now,
        e.service_fees,
        coalesce(p.first_contact_on, s.first_met_on, $as_of) AS begun_on,
        CASE WHEN e.client_id IS NULL THEN 0 ELSE e.fees_paid END AS fees_paid,
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
    -- One row for each pair stands in `latest`.
    FROM latest AS p
    LEFT JOIN contracts_now AS c
        ON p.platform = c.platform AND p.client_id = c.client_id AND p.freelancer_id = c.freelancer_id
    LEFT JOIN governing AS g
        ON p.platform = g.platform AND p.client_id = g.client_id AND p.freelancer_id = g.freelancer_id
    LEFT JOIN resets_counted AS n
        ON p.platform = n.platform AND p.client_id = n.client_id AND p.freelancer_id = n.freelancer_id
    LEFT JOIN early AS y ON p.platform = y.platform AND p.client_id = y.client_id AND p.freelancer_id = y.freelancer_id
    LEFT JOIN earning AS e
        ON p.platform = e.platform AND p.client_id = e.client_id AND p.freelancer_id = e.freelancer_id
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
    s.*,
    r.reading_no AS governing_no,
    CASE WHEN s.state NOT IN ('blocked_active_contract', 'never_contracted') THEN s.window_end_on END AS eligible_on,
    CASE
        WHEN s.active_contracts > 0 AND $moves
            THEN cast(
                CASE WHEN s.active_paid THEN $as_of ELSE s.anchor_on END + INTERVAL ($window_months) MONTH AS DATE
            )
        -- A period that counts from one day ends whether or not a contract is open.
        WHEN s.active_contracts > 0 THEN greatest(s.window_end_on, $as_of)
    END AS if_closed_today
FROM stated_state AS s
LEFT JOIN reading AS r ON r.governs_from <= s.begun_on AND s.begun_on < r.governs_until
