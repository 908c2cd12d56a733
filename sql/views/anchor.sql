-- about = "Days from which the policy's period may run: of payments, ends of paid contracts, messages by either side, or of what comes once."
-- reads = ["billing", "contract_span", "talk", "stated_row", "first_contact"]
WITH strong AS (
    SELECT platform, client_id, freelancer_id, paid_on AS anchor_on, 1 AS anchor_rank, payment_id AS row_id
    FROM billing
    WHERE $by_payment AND counted AND client_id IS NOT NULL
    UNION ALL
    SELECT platform, client_id, freelancer_id, ended_on, 2 AS anchor_rank, contract_id
    FROM contract_span
    WHERE $by_contract_end AND ended_on IS NOT NULL AND has_paid
    UNION ALL
    SELECT platform, client_id, freelancer_id, sent_on, 3 AS anchor_rank, message_id
    FROM talk
    WHERE $by_message AND sender <> 'system'
    UNION ALL
    SELECT platform, client_id, freelancer_id, cast(last_contact_at AS DATE), 3 AS anchor_rank, 'stated'
    FROM stated_row
    WHERE $by_message AND last_contact_at < $as_of + INTERVAL 1 DAY
),

paying AS (
    SELECT DISTINCT platform, freelancer_id FROM billing WHERE counted
),

-- The end of a contract without a payment counts where no payment of the freelancer was ever loaded (any contract may
-- have been paid), and where nothing else dates the relationship.
weak AS (
    SELECT s.platform, s.client_id, s.freelancer_id, s.ended_on AS anchor_on, 2 AS anchor_rank, s.contract_id AS row_id
    FROM contract_span AS s
    LEFT JOIN paying AS p ON s.platform = p.platform AND s.freelancer_id = p.freelancer_id
    LEFT JOIN (SELECT DISTINCT platform, client_id, freelancer_id FROM strong) AS g
        ON s.platform = g.platform AND s.client_id = g.client_id AND s.freelancer_id = g.freelancer_id
    WHERE $by_contract_end AND s.ended_on IS NOT NULL AND NOT s.has_paid AND (p.platform IS NULL OR g.client_id IS NULL)
),

-- What comes once and moves no more, for policies that count from it.
once AS (
    SELECT platform, client_id, freelancer_id, first_contact_on AS anchor_on, 4 AS anchor_rank, NULL AS row_id
    FROM first_contact
    WHERE $by_first_contact
    UNION ALL
    SELECT platform, client_id, freelancer_id, min(started_on), 5, min_by(contract_id, started_at)
    FROM contract_span
    WHERE $by_first_contract
    GROUP BY platform, client_id, freelancer_id
    UNION ALL
    SELECT platform, client_id, freelancer_id, min(started_on), 6, min_by(contract_id, started_at)
    FROM contract_span
    WHERE
        $by_unbroken_contract
        AND (ended_on IS NULL OR ended_on >= started_on + INTERVAL ($window_months) MONTH)
    GROUP BY platform, client_id, freelancer_id
    UNION ALL
    SELECT platform, client_id, freelancer_id, left_on, 7, 'stated'
    FROM stated_row
    WHERE $by_account_end AND left_on <= $as_of
),

events AS (
    SELECT * FROM strong
    UNION ALL
    SELECT * FROM weak
    UNION ALL
    SELECT * FROM once
)

SELECT
    platform,
    client_id,
    freelancer_id,
    anchor_on,
    cast(substring(best, 1, 1) AS INTEGER) AS anchor_rank,
    substring(best, 2) AS row_id,
    lead(anchor_on) OVER (PARTITION BY platform, client_id, freelancer_id ORDER BY anchor_on) AS next_on
FROM (
    -- Rank and id in one text, so that one minimum finds the row that names the day.
    SELECT
        platform, client_id, freelancer_id, anchor_on,
        min(cast(anchor_rank AS VARCHAR) || coalesce(row_id, '')) AS best
    FROM events
    GROUP BY platform, client_id, freelancer_id, anchor_on
) AS days
