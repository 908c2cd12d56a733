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

-- Many charge the same: the share of a year at each rate is reckoned once. Every part of a fee is rounded to cents by
-- itself, which gives the same as rounding the greatest of them.
yearly AS (
    SELECT r.reading_no, c.hourly, cast(least(r.share * r.hours * c.hourly, coalesce(r.cap, 999999999999)) AS DECIMAL(18, 2)) AS part
    FROM reading AS r
    CROSS JOIN (
        SELECT highest_rate AS hourly FROM facts
        UNION
        SELECT last_rate FROM facts
        UNION
        SELECT native.highest_rate FROM facts
        WHERE native IS NOT NULL
        UNION
        SELECT native.last_rate FROM facts
        WHERE native IS NOT NULL
    ) AS c
    WHERE r.share * r.hours IS NOT NULL AND c.hourly IS NOT NULL
),

asked AS (
    SELECT
        f.relation_no,
        f.state,
        CASE WHEN r.reckoned THEN f.fees_paid ELSE f.native.fees_paid END AS fees_paid,
        CASE WHEN r.reckoned THEN f.fees_known ELSE f.native.fees_known END AS fees_known,
        CASE WHEN r.reckoned THEN f.fee_credit ELSE f.native.fee_credit END AS fee_credit,
        f.fee_stated,
        CASE WHEN r.reckoned THEN f.billed_year ELSE f.native.billed_year END AS billed_year,
        CASE WHEN r.reckoned THEN f.service_fees ELSE f.native.service_fees END AS service_fees,
        r.* EXCLUDE (platform, fits, fee_known),
        -- A reading in another currency is reckoned where all amounts of the relationship stand in that one.
        r.fee_known AND (r.reckoned OR coalesce(f.native.currency = r.currency, FALSE)) AS fee_known,
        r.reading_no = f.governing_no AS governs,
        CASE
            WHEN NOT r.reckoned THEN CASE r.rate_kind WHEN 'last' THEN f.native.last_rate ELSE f.native.highest_rate END
            WHEN r.rate_kind = 'last' THEN f.last_rate
            ELSE f.highest_rate
        END AS hourly,
        r.reckoned AND CASE r.rate_kind WHEN 'last' THEN f.last_unrated ELSE f.highest_unrated END AS unrated,
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
        CASE WHEN r.anchor = 'moving' THEN m.anchor_rank END AS anchor_rank
    FROM facts AS f
    INNER JOIN possible AS r
        ON f.platform = r.platform
        AND ((r.fits AND (f.begun_on < r.known_until OR NOT f.begun_known)) OR r.reading_no = f.governing_no)
    LEFT JOIN moving AS m ON r.anchor = 'moving' AND r.reading_no = m.reading_no AND f.relation_no = m.relation_no
),

reckoned AS (
    SELECT
        a.*,
        greatest(
            cast(cast(a.amount AS DECIMAL(18, 4)) - CASE WHEN a.less_fees_paid THEN a.fees_paid ELSE 0 END AS DECIMAL(18, 2)),
            y.part,
            -- Wide, so that no product overflows, and therefore only where it is asked for.
            CASE
                WHEN a.estimates AND a.hourly IS NULL AND NOT a.unrated
                    THEN cast(cast(a.share AS DECIMAL(20, 5)) * a.billed_year AS DECIMAL(18, 2))
            END,
            CASE
                WHEN a.billed_share IS NOT NULL
                    THEN cast(cast(a.billed_share AS DECIMAL(20, 5)) * a.billed_year AS DECIMAL(18, 2))
            END,
            CASE WHEN a.service_fee_months IS NOT NULL THEN cast(a.service_fees AS DECIMAL(18, 2)) END
        ) AS parts
    FROM asked AS a
    LEFT JOIN yearly AS y ON a.reading_no = y.reading_no AND a.hourly = y.hourly
),

told AS (
    SELECT
        relation_no,
        reading_no,
        governs,
        anchor_rank,
        free_on,
        cast(CASE
            WHEN state = 'exempt_origin' THEN 0
            -- What was paid in full by one reading need not be enough by another.
            WHEN state = 'fee_paid' AND (governs OR fee_stated) THEN 0
            WHEN state IN ('never_contracted', 'enterprise_agreement') THEN NULL
            WHEN governs AND state = 'eligible' THEN fee_after
            WHEN (NOT governs OR anchor <> 'moving') AND free_on <= $as_of
                THEN greatest(fee_after - CASE WHEN state = 'fee_paid' THEN coalesce(fee_credit, 0) ELSE 0 END, 0)
            WHEN NOT fee_known THEN NULL
            -- Fees that are not told can only add to those that are.
            WHEN fees_known >= waived_from THEN 0
            WHEN parts IS NOT NULL
                THEN greatest(
                    least(coalesce(cap, 999999999999), greatest(coalesce(floor, 0), 0, parts))
                    - coalesce(fee_credit, 0), 0
                )
        END AS DECIMAL(18, 2)) AS fee
    FROM reckoned
)

SELECT
    relation_no,
    max(CASE WHEN governs THEN fee END) AS exit_fee_today,
    -- In no order: who reads the few of them sorts them for less. `anchor_rank` says what moved a date that moves.
    list({'reading_no': reading_no, 'anchor_rank': anchor_rank, 'eligible_on': free_on, 'fee': fee}) FILTER (WHERE NOT governs) AS others
FROM told
GROUP BY relation_no
