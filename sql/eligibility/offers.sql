-- about = "What each version that could apply says of each relationship: date and fee; the governing one gives the fee, the others stand beside it."
-- reads = ["facts", "reading", "moving"]
WITH places AS (
    SELECT DISTINCT platform FROM facts
),

-- Few platforms and few versions: which could apply where is settled once, not for every relationship.
possible AS (
    SELECT
        p.platform,
        r.*,
        p.platform = '' OR len(r.platforms) = 0 OR list_contains(r.platforms, lower(p.platform)) AS fits
    FROM places AS p
    CROSS JOIN reading AS r
),

asked AS (
    SELECT
        f.pair_no,
        f.state,
        f.fees_paid,
        f.billed_year,
        f.service_fees,
        r.* EXCLUDE (platform, fits),
        r.reading_no = f.governing_no AS governs,
        CASE r.rate_kind WHEN 'last' THEN f.last_rate ELSE f.highest_rate END AS hourly,
        CASE
            WHEN r.reading_no = f.governing_no THEN f.window_end_on
            WHEN r.anchor = 'moving' THEN CASE WHEN f.active_contracts = 0 THEN m.eligible_on END
            ELSE cast(
                CASE r.anchor
                    WHEN 'first_contact' THEN f.first_contact_on
                    WHEN 'first_contract' THEN f.first_contract_on
                    WHEN 'unbroken_contract' THEN f.unbroken_on
                    WHEN 'account_end' THEN f.left_on
                END + to_months(r.months) AS DATE
            )
        END AS free_on,
        CASE WHEN r.anchor = 'moving' THEN m.governing_anchor ELSE r.anchor END AS anchor_name
    FROM facts AS f
    INNER JOIN possible AS r
        ON f.platform = r.platform AND ((r.fits AND f.begun_on < r.known_until) OR r.reading_no = f.governing_no)
    LEFT JOIN moving AS m
        ON r.anchor = 'moving' AND r.reading_no = m.reading_no
        AND f.platform = m.platform AND f.client_id = m.client_id AND f.freelancer_id = m.freelancer_id
),

reckoned AS (
    SELECT
        *,
        greatest(
            amount - CASE WHEN less_fees_paid THEN fees_paid ELSE 0 END,
            share * hours * hourly,
            CASE WHEN estimates AND hourly IS NULL THEN share * billed_year END,
            billed_share * billed_year,
            CASE WHEN service_fee_months IS NOT NULL THEN service_fees END
        ) AS parts
    FROM asked
),

priced AS (
    SELECT
        *,
        CASE
            WHEN NOT fee_known THEN NULL
            WHEN fees_paid >= waived_from THEN 0
            WHEN parts IS NOT NULL THEN least(coalesce(cap, 999999999999), greatest(coalesce(floor, 0), 0, parts))
        END AS full_fee
    FROM reckoned
),

told AS (
    SELECT
        pair_no,
        reading_no,
        governs,
        anchor_name,
        free_on,
        cast(CASE
            WHEN state IN ('exempt_origin', 'fee_paid') THEN 0
            WHEN state IN ('never_contracted', 'enterprise_agreement') THEN NULL
            WHEN governs AND state = 'eligible' THEN fee_after
            WHEN (NOT governs OR anchor <> 'moving') AND free_on <= $as_of THEN fee_after
            ELSE full_fee
        END AS DECIMAL(18, 2)) AS fee
    FROM priced
)

SELECT
    pair_no,
    max(CASE WHEN governs THEN fee END) AS exit_fee_today,
    -- In no order: who reads the few of them sorts them for less.
    list({'reading_no': reading_no, 'anchor': anchor_name, 'eligible_on': free_on, 'fee': fee}) FILTER (WHERE NOT governs) AS others
FROM told
GROUP BY pair_no
