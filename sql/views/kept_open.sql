-- about = "Of each payment outside the platform, and each relationship that it may be of: the row that kept the window open on its day, and until when."
-- reads = ["billing", "counterparty_match", "pair", "anchor_day", "anchor_row", "talk_day", "contract_span", "contract_seen"]
WITH outside AS (
    SELECT payment_id, relation_no, paid_at, paid_day, paid_on FROM billing
    WHERE NOT on_platform AND client_id IS NOT NULL
    UNION
    SELECT b.payment_id, p.relation_no, b.paid_at, b.paid_day, b.paid_on
    FROM counterparty_match AS m
    INNER JOIN billing AS b ON m.payment_id = b.payment_id
    INNER JOIN pair AS p ON m.platform = p.platform AND m.client_id = p.client_id AND m.freelancer_id = p.freelancer_id
),

working AS (
    SELECT o.payment_id, o.relation_no, max_by(s.mark, {'at': s.started_at, 'id': s.mark}) AS contract_mark
    FROM outside AS o
    INNER JOIN contract_seen AS s ON o.relation_no = s.relation_no
    WHERE
        CASE WHEN o.paid_day OR s.started_day THEN s.started_on <= o.paid_on ELSE s.started_at <= o.paid_at END
        AND (
            s.ended_at IS NULL
            OR CASE WHEN o.paid_day OR s.ended_day THEN s.ended_on >= o.paid_on ELSE s.ended_at >= o.paid_at END
        )
    GROUP BY o.payment_id, o.relation_no
),

-- The latest day of all by then that dates the period; a period that was over kept nothing open.
dated AS (
    SELECT *
    FROM (
        SELECT
            o.payment_id, o.relation_no, o.paid_on, a.anchor_on, a.anchor_rank,
            cast(a.anchor_on + INTERVAL ($window_months) MONTH AS DATE) AS due_on
        FROM outside AS o
        INNER JOIN anchor_day AS a
            ON o.relation_no = a.relation_no AND a.anchor_on <= o.paid_on AND (a.next_on IS NULL OR a.next_on > o.paid_on)
    ) AS latest
    WHERE due_on IS NULL OR due_on > paid_on
),

named AS (
    SELECT d.*, coalesce(r.row_id, CASE WHEN d.anchor_rank = 3 THEN t.row_id END, '') AS row_id
    FROM dated AS d
    LEFT JOIN anchor_row AS r ON d.relation_no = r.relation_no AND d.anchor_on = r.anchor_on
    LEFT JOIN talk_day AS t ON d.relation_no = t.relation_no AND d.anchor_on = t.anchor_on
),

-- A contract that is only inferred rests on a payment.
ended AS (
    SELECT relation_no, contract_id, min(mark) AS mark FROM contract_span
    GROUP BY relation_no, contract_id
)

SELECT
    o.payment_id,
    o.relation_no,
    w.contract_mark,
    CASE
        WHEN d.row_id = 'stated' THEN 'relationships:' || p.client_id || '/' || p.freelancer_id
        WHEN d.anchor_rank = 3 THEN 'messages:' || d.row_id
        WHEN d.anchor_rank = 1 THEN 'payments:' || d.row_id
        WHEN d.anchor_rank = 7 THEN coalesce(e.mark, 'payments:' || d.row_id)
        ELSE e.mark
    END AS mark,
    CASE
        WHEN d.anchor_rank = 3 AND d.row_id = 'stated' THEN 'the contact that you stated'
        WHEN d.anchor_rank = 3 THEN 'a message'
        WHEN d.anchor_rank = 1 THEN 'a payment on the platform'
        WHEN d.anchor_rank = 2 THEN 'the end of a contract'
        WHEN d.anchor_rank = 4 THEN 'the first contact'
        WHEN d.anchor_rank = 7 THEN 'the last work on the platform'
        ELSE 'the start of a contract'
    END AS kept_by,
    d.anchor_on AS kept_since,
    d.due_on AS kept_until
FROM outside AS o
INNER JOIN pair AS p ON o.relation_no = p.relation_no
LEFT JOIN working AS w ON o.payment_id = w.payment_id AND o.relation_no = w.relation_no
LEFT JOIN named AS d ON o.payment_id = d.payment_id AND o.relation_no = d.relation_no
LEFT JOIN ended AS e ON d.relation_no = e.relation_no AND d.row_id = e.contract_id
