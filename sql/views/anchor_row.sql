-- about = "Days from which the policy's period may run and that no message dates: of payments, ends of paid contracts, stated contacts, or of what comes once; each with the row that dates it."
-- reads = ["billing", "contract_span", "talk_day", "stated_row", "trace"]
WITH paid_day AS (
    SELECT relation_no, paid_on AS anchor_on, min(payment_id) AS row_id
    FROM billing
    WHERE $by_payment AND counted AND client_id IS NOT NULL
    GROUP BY relation_no, paid_on
),

ended_day AS (
    SELECT relation_no, ended_on AS anchor_on, min(contract_id) AS row_id
    FROM contract_span
    WHERE $by_contract_end AND ended_on IS NOT NULL AND has_paid
    GROUP BY relation_no, ended_on
),

-- A payment names its day before the end of a contract does.
strong AS (
    SELECT relation_no, anchor_on, 10 AS precedence, row_id FROM paid_day
    UNION ALL
    SELECT e.relation_no, e.anchor_on, 20 AS precedence, e.row_id
    FROM ended_day AS e
    LEFT JOIN paid_day AS p ON e.relation_no = p.relation_no AND e.anchor_on = p.anchor_on
    WHERE p.relation_no IS NULL
),

spoken AS (
    SELECT relation_no, anchor_on FROM talk_day
    WHERE $by_message
),

told AS (
    SELECT DISTINCT relation_no, cast(last_contact_at AS DATE) AS anchor_on
    FROM stated_row
    WHERE $by_message AND last_contact_at < $as_of + INTERVAL 1 DAY
),

paying AS (
    SELECT DISTINCT platform, freelancer_id FROM billing WHERE counted
),

-- The end of a contract without a payment counts where no payment of the freelancer was ever loaded (any contract may
-- have been paid). Where payments are known, only the first end of all counts whether paid or not: any payment dates the
-- relationship at least as late, so neither a message nor a payment more can bring the day of freedom nearer.
unpaid AS (
    SELECT s.relation_no, s.ended_on AS anchor_on, s.contract_id
    FROM contract_span AS s
    INNER JOIN (
        SELECT relation_no, min(ended_on) AS first_end_on FROM contract_span
        GROUP BY relation_no
    ) AS f ON s.relation_no = f.relation_no
    LEFT JOIN paying AS p ON s.platform = p.platform AND s.freelancer_id = p.freelancer_id
    WHERE $by_contract_end AND NOT s.has_paid AND (p.platform IS NULL OR s.ended_on = f.first_end_on)
),

-- Nobody has left the platform before the last payment or contract on it.
worked AS (
    SELECT relation_no, left_on AS worked_on, '2' AS place, 'stated' AS row_id FROM stated_row
    WHERE $by_account_end AND left_on <= $as_of
    UNION ALL
    SELECT relation_no, paid_on, '1' AS place, payment_id FROM billing
    WHERE $by_account_end AND counted AND client_id IS NOT NULL
    UNION ALL
    SELECT relation_no, ended_on, '0' AS place, contract_id FROM contract_span
    WHERE $by_account_end AND ended_on <= $as_of
),

-- What comes once and moves no more, for policies that count from it.
once AS (
    SELECT relation_no, first_contact_on AS anchor_on, 40 AS precedence, NULL AS row_id
    FROM trace
    WHERE $by_first_contact
    UNION ALL
    SELECT relation_no, min(started_on), 50 AS precedence, min_by(contract_id, {'at': started_at, 'id': contract_id})
    FROM contract_span
    WHERE $by_first_contract
    GROUP BY relation_no
    UNION ALL
    SELECT relation_no, min(started_on), 60 AS precedence, min_by(contract_id, {'at': started_at, 'id': contract_id})
    FROM contract_span
    WHERE
        $by_unbroken_contract
        AND (ended_on IS NULL OR ended_on >= started_on + INTERVAL ($window_months) MONTH)
    GROUP BY relation_no
    UNION ALL
    SELECT w.relation_no, max(w.worked_on), 70 AS precedence, max_by(w.row_id, {'on': w.worked_on, 'row': w.place || w.row_id})
    FROM worked AS w
    INNER JOIN (SELECT DISTINCT relation_no FROM stated_row WHERE $by_account_end AND left_on <= $as_of) AS l
        ON w.relation_no = l.relation_no
    GROUP BY w.relation_no
),

harder AS (
    SELECT * FROM strong
    UNION ALL
    SELECT u.relation_no, u.anchor_on, 21 AS precedence, min(u.contract_id) AS row_id
    FROM unpaid AS u
    LEFT JOIN strong AS s ON u.relation_no = s.relation_no AND u.anchor_on = s.anchor_on
    WHERE u.anchor_on IS NOT NULL AND s.relation_no IS NULL
    GROUP BY u.relation_no, u.anchor_on
),

-- A stated contact dates a day that nothing else does, a message included.
softer AS (
    SELECT t.relation_no, t.anchor_on, 31 AS precedence, 'stated' AS row_id
    FROM told AS t
    LEFT JOIN harder AS h ON t.relation_no = h.relation_no AND t.anchor_on = h.anchor_on
    LEFT JOIN spoken AS s ON t.relation_no = s.relation_no AND t.anchor_on = s.anchor_on
    WHERE h.relation_no IS NULL AND s.relation_no IS NULL
),

-- Few: one day a relationship and policy.
alone AS (
    SELECT
        o.relation_no, o.anchor_on, min(o.precedence) AS precedence, min_by(o.row_id, o.precedence) AS row_id
    FROM once AS o
    LEFT JOIN harder AS h ON o.relation_no = h.relation_no AND o.anchor_on = h.anchor_on
    LEFT JOIN softer AS t ON o.relation_no = t.relation_no AND o.anchor_on = t.anchor_on
    LEFT JOIN spoken AS s ON o.relation_no = s.relation_no AND o.anchor_on = s.anchor_on
    WHERE h.relation_no IS NULL AND t.relation_no IS NULL AND s.relation_no IS NULL
    GROUP BY o.relation_no, o.anchor_on
)

SELECT relation_no, anchor_on, cast(precedence // 10 AS INTEGER) AS anchor_rank, row_id FROM harder
UNION ALL
SELECT relation_no, anchor_on, cast(precedence // 10 AS INTEGER) AS anchor_rank, row_id FROM softer
UNION ALL
SELECT relation_no, anchor_on, cast(precedence // 10 AS INTEGER) AS anchor_rank, row_id FROM alone
