-- about = "Contracts as time spans: those given, and those inferred from payments that have no contract row."
-- reads = ["contract_place", "pair_place", "platform_number", "billing"]
WITH given AS (
    SELECT
        coalesce(nullif(lower(trim(c.platform)), ''), q.platform, c.profile_platform, '') AS platform,
        q.pair_no,
        q.pair_no * w.platforms + w.platform_no AS relation_no,
        c.client_id,
        c.freelancer_id,
        c.contract_id,
        c.title,
        c.kind,
        c.started_at,
        c.started_at_precision = 'day' AS started_day,
        -- An end after as-of has not happened yet: the contract is open.
        CASE WHEN c.ended_at < $as_of + INTERVAL 1 DAY THEN c.ended_at END AS ended_at,
        coalesce(c.ended_at_precision = 'day', FALSE) AS ended_day,
        c.hourly_rate,
        c.agreed_amount,
        c.currency,
        c.client_feedback,
        FALSE AS inferred,
        'contracts:' || c.contract_id AS mark
    FROM contracts AS c
    LEFT JOIN pair_place AS q ON c.client_id = q.client_id AND c.freelancer_id = q.freelancer_id
    INNER JOIN platform_number AS w ON coalesce(nullif(lower(trim(c.platform)), ''), q.platform, c.profile_platform, '') = w.platform
    WHERE c.started_at < $as_of + INTERVAL 1 DAY
),

orphan AS (
    SELECT
        b.platform, b.pair_no, b.relation_no, b.client_id, b.freelancer_id, b.contract_id, b.paid_at, b.paid_on, b.paid_day,
        b.kind, b.currency, b.payment_id
    FROM billing AS b
    LEFT JOIN contract_place AS k ON b.contract_id = k.contract_id
    LEFT JOIN (SELECT DISTINCT relation_no FROM given) AS g ON b.relation_no = g.relation_no
    WHERE
        b.counted
        AND b.client_id IS NOT NULL
        AND k.contract_id IS NULL
        AND (b.contract_id IS NOT NULL OR g.relation_no IS NULL)
),

guessed AS (
    SELECT
        min(platform) AS platform,
        min(pair_no) AS pair_no,
        relation_no,
        min(client_id) AS client_id,
        min(freelancer_id) AS freelancer_id,
        contract_id,
        CASE WHEN count(DISTINCT kind) = 1 THEN min(kind) END AS kind,
        min(paid_at) AS started_at,
        bool_or(paid_day) AS any_day,
        max(paid_at) AS last_at,
        max(paid_on) AS last_on,
        max_by(payment_id, {'at': paid_at, 'id': payment_id}) AS last_id,
        CASE WHEN count(DISTINCT currency) = 1 THEN min(currency) END AS currency
    FROM orphan
    GROUP BY relation_no, contract_id
),

spans AS (
    SELECT * FROM given
    UNION ALL
    SELECT
        platform,
        pair_no,
        relation_no,
        client_id,
        freelancer_id,
        coalesce(contract_id, 'inferred') AS contract_id,
        NULL AS title,
        CASE WHEN kind IN ('hourly', 'fixed') THEN kind END AS kind,
        started_at,
        any_day AS started_day,
        CASE WHEN last_on < $as_of - INTERVAL ($inferred_open_days) DAY THEN last_at END AS ended_at,
        any_day AS ended_day,
        NULL AS hourly_rate,
        NULL AS agreed_amount,
        currency,
        NULL AS client_feedback,
        TRUE AS inferred,
        -- What was inferred rests on payments; the last of them speaks for it.
        'payments:' || last_id AS mark
    FROM guessed
),

-- A payment that names no contract counts for the latest contract that had started by its day, of those paid in its way if there are any.
billed AS (
    SELECT relation_no, contract_id FROM billing
    WHERE counted AND contract_id IS NOT NULL
    UNION
    SELECT
        b.relation_no,
        coalesce(
            max_by(
                CASE
                    WHEN b.kind = 'hourly' AND s.kind = 'fixed' THEN NULL
                    WHEN b.kind IN ('fixed', 'milestone') AND s.kind = 'hourly' THEN NULL
                    ELSE s.contract_id
                END,
                {'at': s.started_at, 'id': s.contract_id}
            ),
            max_by(s.contract_id, {'at': s.started_at, 'id': s.contract_id})
        ) AS contract_id
    FROM billing AS b
    INNER JOIN spans AS s
        ON b.relation_no = s.relation_no AND cast(s.started_at AS DATE) <= b.paid_on
    WHERE b.counted AND b.contract_id IS NULL
    GROUP BY b.relation_no, b.payment_id
)

SELECT
    s.*,
    cast(s.started_at AS DATE) AS started_on,
    cast(s.ended_at AS DATE) AS ended_on,
    b.contract_id IS NOT NULL AS has_paid
FROM spans AS s
LEFT JOIN billed AS b ON s.relation_no = b.relation_no AND s.contract_id = b.contract_id
