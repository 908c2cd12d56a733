-- about = "Payments with their relationship, before it is judged whether they were allowed; up to as-of."
-- reads = ["contract_place", "pair_place", "platform_number", "rate_span"]
WITH named AS (
    SELECT
        p.*,
        c.platform AS contract_platform,
        coalesce(CASE WHEN p.client_given THEN p.client_id END, c.client_id, p.client_id) AS who
    FROM payments AS p
    LEFT JOIN contract_place AS c ON p.contract_id = c.contract_id
    WHERE p.paid_at < $as_of + INTERVAL 1 DAY
)

SELECT
    n.payment_id,
    coalesce(nullif(n.contract_platform, ''), q.platform, n.profile_platform, '') AS platform,
    q.pair_no,
    q.pair_no * w.platforms + w.platform_no AS relation_no,
    n.who AS client_id,
    n.freelancer_id,
    n.contract_id,
    n.paid_at,
    n.paid_at_precision = 'day' AS paid_day,
    cast(n.paid_at AS DATE) AS paid_on,
    n.amount,
    n.currency,
    n.fee,
    n.hours,
    n.kind,
    n.channel,
    lower(trim(coalesce(n.channel, ''))) IN ('', 'platform') AS on_platform,
    lower(trim(coalesce(n.channel, ''))) IN ('', 'platform')
    AND coalesce(n.kind, 'fixed') IN ('hourly', 'fixed', 'milestone', 'bonus')
    AND n.amount > 0 AS counted,
    n.counterparty,
    n.description,
    CASE WHEN n.currency = $currency THEN 1 ELSE r.rate END AS rate,
    -- Without a rate the amount stands as it is; whoever compares it says so. Wide, so that no product overflows.
    cast(n.amount AS DECIMAL(20, 4)) * cast(coalesce(CASE WHEN n.currency = $currency THEN 1 ELSE r.rate END, 1) AS DECIMAL(18, 8))
        AS amount_base,
    $currency AS base_currency
FROM named AS n
LEFT JOIN pair_place AS q ON n.who = q.client_id AND n.freelancer_id = q.freelancer_id
INNER JOIN platform_number AS w ON coalesce(nullif(n.contract_platform, ''), q.platform, n.profile_platform, '') = w.platform
LEFT JOIN rate_span AS r
    ON n.currency = r.currency
    AND cast(n.paid_at AS DATE) >= r.from_on
    AND (r.until_on IS NULL OR cast(n.paid_at AS DATE) < r.until_on)
