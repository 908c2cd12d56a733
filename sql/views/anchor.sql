-- about = "Days from which the policy's period may run: of payments, ends of paid contracts, messages by either side, or of what comes once."
-- reads = ["billing", "contract_span", "talk_day", "stated_row", "first_contact", "pair_place"]
-- Numbers stand for client and freelancer as long as days are grouped: most rows here are messages.
WITH strong AS (
    SELECT platform, pair_no, paid_on AS anchor_on, 10 AS precedence, min(payment_id) AS row_id
    FROM billing
    WHERE $by_payment AND counted AND client_id IS NOT NULL
    GROUP BY platform, pair_no, paid_on
    UNION ALL
    SELECT platform, pair_no, ended_on, 20 AS precedence, min(contract_id) AS row_id
    FROM contract_span
    WHERE $by_contract_end AND ended_on IS NOT NULL AND has_paid
    GROUP BY platform, pair_no, ended_on
),

spoken AS (
    SELECT platform, pair_no, anchor_on, row_id FROM talk_day
    WHERE $by_message
),

told AS (
    SELECT DISTINCT platform, pair_no, cast(last_contact_at AS DATE) AS anchor_on
    FROM stated_row
    WHERE $by_message AND last_contact_at < $as_of + INTERVAL 1 DAY
),

paying AS (
    SELECT DISTINCT platform, freelancer_id FROM billing WHERE counted
),

-- The end of a contract without a payment counts where no payment of the freelancer was ever loaded (any contract may
-- have been paid), and where nothing else dates the relationship.
unpaid AS (
    SELECT s.platform, s.pair_no, s.ended_on AS anchor_on, s.contract_id, p.platform IS NULL AS counts
    FROM contract_span AS s
    LEFT JOIN paying AS p ON s.platform = p.platform AND s.freelancer_id = p.freelancer_id
    WHERE $by_contract_end AND s.ended_on IS NOT NULL AND NOT s.has_paid
),

dated AS (
    SELECT DISTINCT s.platform, s.pair_no
    FROM (
        SELECT platform, pair_no FROM strong
        UNION ALL
        SELECT platform, pair_no FROM spoken
        UNION ALL
        SELECT platform, pair_no FROM told
    ) AS s
    INNER JOIN unpaid AS u ON s.pair_no = u.pair_no AND s.platform = u.platform
),

-- What comes once and moves no more, for policies that count from it.
once AS (
    SELECT platform, pair_no, first_contact_on AS anchor_on, 40 AS precedence, NULL AS row_id
    FROM first_contact
    WHERE $by_first_contact
    UNION ALL
    SELECT platform, pair_no, min(started_on), 50 AS precedence, min_by(contract_id, started_at)
    FROM contract_span
    WHERE $by_first_contract
    GROUP BY platform, pair_no
    UNION ALL
    SELECT platform, pair_no, min(started_on), 60 AS precedence, min_by(contract_id, started_at)
    FROM contract_span
    WHERE
        $by_unbroken_contract
        AND (ended_on IS NULL OR ended_on >= started_on + INTERVAL ($window_months) MONTH)
    GROUP BY platform, pair_no
    UNION ALL
    SELECT platform, pair_no, left_on, 70 AS precedence, 'stated'
    FROM stated_row
    WHERE $by_account_end AND left_on <= $as_of
),

events AS (
    SELECT * FROM strong
    UNION ALL
    SELECT u.platform, u.pair_no, u.anchor_on, 21 AS precedence, min(u.contract_id) AS row_id
    FROM unpaid AS u
    LEFT JOIN dated AS d ON u.pair_no = d.pair_no AND u.platform = d.platform
    WHERE u.counts OR d.pair_no IS NULL
    GROUP BY u.platform, u.pair_no, u.anchor_on
),

harder AS (
    SELECT platform, pair_no, anchor_on, min(precedence) AS precedence, min_by(row_id, precedence) AS row_id
    FROM events
    GROUP BY platform, pair_no, anchor_on
),

-- A message dates a day that nothing else does, and a stated contact one without a message.
softer AS (
    SELECT s.platform, s.pair_no, s.anchor_on, 30 AS precedence, s.row_id
    FROM spoken AS s
    LEFT JOIN harder AS h ON s.pair_no = h.pair_no AND s.anchor_on = h.anchor_on AND s.platform = h.platform
    WHERE h.pair_no IS NULL
    UNION ALL
    SELECT t.platform, t.pair_no, t.anchor_on, 31 AS precedence, 'stated' AS row_id
    FROM told AS t
    LEFT JOIN harder AS h ON t.pair_no = h.pair_no AND t.anchor_on = h.anchor_on AND t.platform = h.platform
    LEFT JOIN spoken AS s ON t.pair_no = s.pair_no AND t.anchor_on = s.anchor_on AND t.platform = s.platform
    WHERE h.pair_no IS NULL AND s.pair_no IS NULL
),

-- Few: one day a relationship and policy.
alone AS (
    SELECT
        o.platform, o.pair_no, o.anchor_on, min(o.precedence) AS precedence, min_by(o.row_id, o.precedence) AS row_id
    FROM once AS o
    LEFT JOIN harder AS h ON o.pair_no = h.pair_no AND o.anchor_on = h.anchor_on AND o.platform = h.platform
    LEFT JOIN softer AS s ON o.pair_no = s.pair_no AND o.anchor_on = s.anchor_on AND o.platform = s.platform
    WHERE h.pair_no IS NULL AND s.pair_no IS NULL
    GROUP BY o.platform, o.pair_no, o.anchor_on
),

days AS (
    SELECT * FROM harder
    UNION ALL
    SELECT * FROM softer
    UNION ALL
    SELECT * FROM alone
),

followed AS (
    SELECT
        *,
        lag(anchor_on) OVER (PARTITION BY pair_no, platform ORDER BY anchor_on) AS before_on,
        lead(anchor_on) OVER (PARTITION BY pair_no, platform ORDER BY anchor_on) AS next_on
    FROM days
)

SELECT
    f.platform,
    p.client_id,
    p.freelancer_id,
    f.anchor_on,
    cast(f.precedence // 10 AS INTEGER) AS anchor_rank,
    -- What names no row names nothing.
    coalesce(f.row_id, '') AS row_id,
    f.before_on,
    f.next_on,
    f.pair_no
FROM followed AS f
INNER JOIN pair_place AS p ON f.pair_no = p.pair_no
