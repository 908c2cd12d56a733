-- about = "Where the end of a contract without a payment counts as an anchor: the day by the other reading, in which only ends of paid contracts count, if it is another one."
-- reads = ["governing", "anchor_day", "anchor_row", "contract_span", "contracts_now", "talk_day"]
WITH unpaid AS (
    SELECT a.relation_no, a.anchor_on, a.row_id
    FROM anchor_row AS a
    INNER JOIN contract_span AS s ON a.relation_no = s.relation_no AND a.row_id = s.contract_id AND NOT s.has_paid
    WHERE a.anchor_rank = 2
),

counted AS (
    SELECT
        u.relation_no,
        u.contract_on,
        u.contract_id,
        g.anchor_on,
        g.eligible_on,
        g.anchor_rank = 2 AND g.row_id = u.contract_id AS governs,
        cast(c.last_end_on + INTERVAL 1 DAY AS DATE) AS closed_on
    FROM (
        -- Of several the last one up to what governs is the one that may have put the day elsewhere.
        SELECT w.relation_no, max(w.anchor_on) AS contract_on, max_by(w.row_id, w.anchor_on) AS contract_id
        FROM unpaid AS w
        INNER JOIN governing AS h ON w.relation_no = h.relation_no AND w.anchor_on <= h.anchor_on
        GROUP BY w.relation_no
    ) AS u
    INNER JOIN governing AS g ON u.relation_no = g.relation_no
    INNER JOIN contracts_now AS c ON u.relation_no = c.relation_no
    WHERE c.active_contracts = 0
),

days AS (
    SELECT a.relation_no, a.anchor_on, a.anchor_rank
    FROM anchor_day AS a
    INNER JOIN counted AS g ON a.relation_no = g.relation_no
    LEFT JOIN unpaid AS u ON a.relation_no = u.relation_no AND a.anchor_on = u.anchor_on
    WHERE u.relation_no IS NULL
    UNION ALL
    -- A message of the day of such an end stands behind the end there.
    SELECT t.relation_no, t.anchor_on, 3 AS anchor_rank
    FROM talk_day AS t
    INNER JOIN counted AS g ON t.relation_no = g.relation_no
    INNER JOIN unpaid AS u ON t.relation_no = u.relation_no AND t.anchor_on = u.anchor_on
    WHERE $by_message
),

followed AS (
    SELECT
        relation_no,
        anchor_on,
        anchor_rank,
        lead(anchor_on) OVER (PARTITION BY relation_no ORDER BY anchor_on) AS next_on,
        -- A payment starts a window, so that nothing from before it governs.
        max(CASE WHEN anchor_rank = 1 THEN anchor_on END) OVER (PARTITION BY relation_no) AS paid_on
    FROM days
),

-- Freedom is reached on the first day that nothing moved before it came, and not before all contracts had ended.
reached AS (
    SELECT
        f.relation_no,
        min(f.anchor_on) AS anchor_on,
        min_by(f.anchor_rank, f.anchor_on) AS anchor_rank,
        min(greatest(cast(f.anchor_on + INTERVAL ($window_months) MONTH AS DATE), g.closed_on)) AS free_on
    FROM followed AS f
    INNER JOIN counted AS g ON f.relation_no = g.relation_no
    WHERE
        (f.next_on IS NULL OR f.next_on >= greatest(cast(f.anchor_on + INTERVAL ($window_months) MONTH AS DATE), g.closed_on))
        AND (f.paid_on IS NULL OR f.anchor_on >= f.paid_on)
    GROUP BY f.relation_no
)

SELECT
    g.relation_no,
    g.contract_on AS letter_contract_on,
    g.contract_id AS letter_row,
    g.governs AS anchor_unpaid,
    CASE WHEN r.free_on <> greatest(g.eligible_on, g.closed_on) THEN r.free_on END AS letter_on,
    r.anchor_on AS letter_anchor_on,
    CASE r.anchor_rank WHEN 1 THEN 'last_payment' WHEN 2 THEN 'contract_end' WHEN 3 THEN 'last_message' END AS letter_anchor
FROM counted AS g
LEFT JOIN reached AS r ON g.relation_no = r.relation_no
