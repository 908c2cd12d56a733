-- title = "Paid outside by somebody who looks like a client"
-- severity = "high"
-- confidence = 0.7
-- reads = ["counterparty_match", "first_contact", "free_span", "kept_open", "release"]
-- anchor = "payments"
-- why = "Money that came by another road names no client, but its payer's name or address is that of one."
-- silent = "Never for payments on the platform, refunds and exit fees, for a payer who is less alike than the limit, or alike to more clients than can be told apart, and for whom links.csv says to be somebody else; medium and less sure where several are alike; never in freedom, after the exit fee, or where the origin is elsewhere."
-- clause = "payment_outside"
-- explanation = "On {on} {amount} {currency} came through {channel} from “{counterparty}”, {when}[[, which {kept} on {since} kept open until {until}, the first free day as things then stood]]; that is {like}{ambiguous}."
-- action = "Say who paid: if it is another person, add a line to links.csv that says so; if it is this client, stop payments outside and clear it with the platform."
-- reply = "decline_politely"
-- [params.similarity_from]
-- default = 0.92
-- unit = "Jaro–Winkler similarity"
-- range = [0.7, 1]
-- about = "how alike the names are at least, both normalised"
-- [params.candidates_to]
-- default = 5
-- unit = "clients"
-- range = [1, 1000]
-- about = "how many clients may be alike to one payer, so that it still says something of each"
SELECT
    m.platform,
    m.client_id,
    m.freelancer_id,
    m.paid_at AS occurred_at,
    'both' AS actor,
    -- One of several is the payer, if any: each of them is that much less likely.
    CASE WHEN m.why = 'contact' THEN 0.9 ELSE 0.7 END / m.candidates AS confidence,
    CASE WHEN m.candidates = 1 THEN 'high' ELSE 'medium' END AS severity,
    array_concat(
        ['payments:' || m.payment_id],
        -- What there is none of is the payment itself.
        [coalesce(m.mark, 'payments:' || m.payment_id), coalesce(k.contract_mark, k.mark, 'payments:' || m.payment_id)]
    ) AS evidence,
    {
        'on': m.paid_on,
        'amount': m.amount,
        'currency': m.currency,
        'channel': m.channel,
        'counterparty': m.counterparty,
        -- A window needs a relationship; of one that may have begun before the files do, only the order is known.
        'when': CASE
            WHEN c.first_contact_on > m.paid_on
                THEN 'before the first contract, message or payment on the platform that the files tell of'
            WHEN k.contract_mark IS NOT NULL THEN 'inside the window: a contract was active'
            ELSE 'inside the window'
        END,
        'kept': k.kept_by,
        'since': k.kept_since,
        -- While a contract is active no day is known.
        'until': CASE WHEN k.contract_mark IS NULL THEN k.kept_until END,
        'like': CASE
            WHEN m.why = 'contact' THEN 'a contact value that this client sent'
            ELSE
                'like the name of this client, “' || m.matched || '” (similarity '
                || cast(cast(m.score AS DECIMAL(4, 3)) AS VARCHAR) || ' of 1 by Jaro–Winkler, legal forms left out)'
        END,
        'ambiguous': CASE
            WHEN m.candidates = 1 THEN ''
            ELSE
                ', and just as much of ' || cast(m.candidates - 1 AS VARCHAR) || ' other client'
                || CASE WHEN m.candidates = 2 THEN '' ELSE 's' END || ': which of them paid is not known'
        END
    } AS facts
FROM counterparty_match AS m
LEFT JOIN first_contact AS c
    ON m.platform = c.platform AND m.client_id = c.client_id AND m.freelancer_id = c.freelancer_id
LEFT JOIN kept_open AS k ON m.payment_id = k.payment_id AND c.relation_no = k.relation_no
LEFT JOIN free_span AS f
    ON m.platform = f.platform AND m.client_id = f.client_id AND m.freelancer_id = f.freelancer_id
    AND f.free_from <= m.paid_on AND (f.free_until IS NULL OR m.paid_on < f.free_until)
LEFT JOIN release AS r
    ON m.platform = r.platform AND m.client_id = r.client_id AND m.freelancer_id = r.freelancer_id
    AND (r.exempt OR r.fee_paid_on <= m.paid_on)
WHERE
    m.score >= $similarity_from
    AND m.candidates <= $candidates_to
    AND f.client_id IS NULL
    AND r.client_id IS NULL
    AND m.amount > 0
    AND coalesce(m.kind, '') <> 'conversion_fee'
