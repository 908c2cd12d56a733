-- about = "What state and figures of every relationship on as-of rest on, and the version of the policy that governs it by the day it began."
-- reads = ["pair", "latest", "contracts_now", "governing", "earning", "covered", "stated", "release", "reading", "ruled", "native"]
-- Narrow: what is just told, and decides nothing here, is joined by standing.sql on the way to its reader.
WITH facts AS (
    SELECT
        p.platform,
        p.client_id,
        p.freelancer_id,
        p.relation_no,
        w.group_no,
        l.last_paid_on,
        l.last_message_on,
        l.first_contact_on,
        c.first_contract_on,
        coalesce(c.active_contracts, 0) AS active_contracts,
        -- Whether an end of the open contracts would date the relationship, paid or not: as in sql/views/anchor.sql.
        c.active_paid OR NOT coalesce(v.paying, FALSE) OR coalesce(c.first_end_on >= $as_of, TRUE) AS end_dates,
        coalesce(c.inferred, FALSE) AS inferred,
        g.anchor_on,
        g.governing_anchor,
        g.row_id AS anchor_row,
        coalesce(g.free_now, FALSE) AS free_now,
        g.eligible_on AS window_end_on,
        c.unpaid_end_on,
        c.unpaid_row,
        c.unbroken_on,
        e.highest_rate,
        e.last_rate,
        coalesce(e.highest_unrated, FALSE) AS highest_unrated,
        coalesce(e.last_unrated, FALSE) AS last_unrated,
        e.paid_to,
        e.billed_year,
        e.fees_year,
        e.billed_now,
        e.fees_now,
        e.service_fees,
        coalesce(l.first_contact_on, s.first_met_on, $as_of) AS begun_on,
        -- Whether that day is known to be the first, and not just one by which it had begun.
        TRUE AS begun_known,
        CASE WHEN e.relation_no IS NULL THEN 0 ELSE e.fees_paid END AS fees_paid,
        CASE WHEN e.relation_no IS NULL THEN 0 ELSE e.fees_known END AS fees_known,
        coalesce(e.fees_untold, 0) AS fees_untold,
        v.messages_from,
        v.messages_to,
        v.payments_to,
        s.origin,
        -- Nobody has left before the last payment or contract on the platform.
        CASE WHEN s.left_on <= $as_of THEN greatest(s.left_on, l.last_paid_on, c.last_end_on) END AS left_on,
        coalesce(s.enterprise, FALSE) AS enterprise,
        CASE WHEN r.fee_paid_on <= $as_of THEN r.fee_paid_on END AS fee_paid_on,
        r.fee_credit,
        coalesce(r.fee_stated, FALSE) AS fee_stated,
        coalesce(r.exempt, FALSE) AS exempt,
        CASE
            WHEN x.relation_no IS NOT NULL
                THEN {
                    'currency': x.currency, 'highest_rate': x.highest_rate, 'last_rate': x.last_rate, 'billed_year': x.billed_year,
                    'service_fees': x.service_fees, 'fees_paid': x.fees_paid, 'fees_known': x.fees_known,
                    'fees_untold': x.fees_untold, 'fee_credit': x.fee_credit
                }
        END AS native
    FROM pair AS p
    INNER JOIN ruled AS w ON p.platform = w.platform
    LEFT JOIN latest AS l ON p.relation_no = l.relation_no
    LEFT JOIN contracts_now AS c ON p.relation_no = c.relation_no
    LEFT JOIN governing AS g ON p.relation_no = g.relation_no
    LEFT JOIN earning AS e ON p.relation_no = e.relation_no
    LEFT JOIN covered AS v ON p.platform = v.platform AND p.freelancer_id = v.freelancer_id
    LEFT JOIN stated AS s ON p.relation_no = s.relation_no
    LEFT JOIN native AS x ON p.relation_no = x.relation_no
    LEFT JOIN release AS r ON p.relation_no = r.relation_no
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
),

-- Many relationships begin on one day: each day is looked up once.
begun AS (
    SELECT d.begun_on, r.group_no, r.reading_no, r.months, coalesce(r.anchor, '') AS anchor, r.counts_ends
    FROM (
        SELECT first_contact_on AS begun_on FROM latest
        UNION
        SELECT first_met_on FROM stated
        UNION
        SELECT cast($as_of AS DATE)
    ) AS d
    INNER JOIN reading AS r ON d.begun_on >= r.governs_from AND d.begun_on < r.governs_until
),

-- The day, were the open contracts closed on as-of.
closed AS (
    SELECT
        s.*,
        r.reading_no AS governing_no,
        cast(CASE
            -- Who met elsewhere is free as soon as the contract has ended.
            WHEN s.active_contracts = 0 THEN NULL
            WHEN s.exempt THEN $as_of
            WHEN r.anchor = 'moving' AND r.counts_ends AND s.end_dates AND NOT s.free_now THEN $as_of + to_months(r.months)
            WHEN r.anchor = 'moving' THEN s.anchor_on + to_months(r.months)
            -- Nobody has left before the last contract ended, and a contract that ends too early was not open for so long.
            WHEN r.anchor = 'account_end' AND s.window_end_on IS NOT NULL THEN $as_of + to_months(r.months)
            WHEN r.anchor <> 'unbroken_contract' OR s.window_end_on <= $as_of THEN s.window_end_on
        END AS DATE) AS closed_on
    FROM stated_state AS s
    LEFT JOIN begun AS r ON s.begun_on = r.begun_on AND s.group_no = r.group_no
)

SELECT
    * EXCLUDE (group_no, closed_on),
    CASE WHEN state NOT IN ('blocked_active_contract', 'never_contracted') THEN window_end_on END AS eligible_on,
    -- Nobody is free before the contract has ended, whatever has passed by then.
    CASE WHEN closed_on IS NOT NULL THEN greatest(closed_on, cast($as_of AS DATE)) END AS if_closed_today
FROM closed
