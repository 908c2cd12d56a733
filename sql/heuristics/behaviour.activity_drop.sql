-- title = "Billing dropped while the talk went on"
-- severity = "high"
-- # Of the relationships found on a simulated world 31 in 100 were on a road (prevalence 5 %), 75 in 100 at 22 %; the interval
-- # at 5 % reaches from 17 to 50 (tests/bench/README.md).
-- confidence = 0.45
-- reads = ["weekly", "paid", "talk_row", "contract_span", "release", "pair", "billing_end"]
-- anchor = "payments"
-- why = "Work that is paid elsewhere leaves the platform's billing and stays in the messages; a drop alone has many innocent causes, so read it with them in mind."
-- silent = "Never when the talk falls as well, when the drop is smaller or shorter than the limits, or with fewer than 8 weeks before its first low week; never where several currencies without rates were billed and no hours stand beside them; at low where several clients paid until then and none did since, for then newer payments may just not be loaded; at info after the exit fee and where the origin is elsewhere."
-- clause = "billing"
-- explanation = "Billed {before} {unit} a week (median) in the {baseline} weeks before {since}, {after} a week in the {weeks} weeks since; {talk_before} messages a week before, {talk_after} after[[; no payment of any client is on record after {paid_until}, so newer ones may not be loaded]]."
-- action = "If there is a reason (holiday, a finished phase, a new rate), note it and keep the evidence. If work was paid elsewhere, stop and bring it back to the platform."
-- reply = "decline_offer_value"
-- mild_action = "Nothing has to be done: the exit fee was paid by then, or you had met elsewhere."
-- [params.drop_share]
-- default = 0.6
-- unit = "share"
-- range = [0.01, 1]
-- about = "the fall against the median of the weeks before"
-- [params.baseline_weeks]
-- default = 8
-- unit = "weeks"
-- range = [2, 52]
-- about = "how many weeks before the first low week make the median"
-- [params.low_weeks]
-- default = 4
-- unit = "weeks"
-- range = [1, 52]
-- about = "how long the fall lasts"
-- [params.talk_share]
-- default = 0.5
-- unit = "share"
-- range = [0, 1]
-- about = "what the weekly messages keep of their own median"
-- [params.talk_from]
-- default = 2
-- unit = "messages a week"
-- range = [1, 1000]
-- about = "the fewest messages a week that count as talk going on"
WITH numbered AS (
    SELECT
        relation_no,
        week_on,
        messages,
        by_hours,
        currency,
        CASE WHEN by_hours THEN hours ELSE cast(billed AS DOUBLE) END AS work,
        row_number() OVER (PARTITION BY relation_no ORDER BY week_on) AS week_no
    FROM weekly
    WHERE by_hours OR can_add
),

-- A cheap look first: a week that is low against the median is low against the largest week ever before it.
looked AS (
    SELECT
        *,
        max(work) OVER (
            PARTITION BY relation_no ORDER BY week_no ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS largest
    FROM numbered
),

candidate AS (
    SELECT relation_no, week_on, week_no
    FROM looked
    WHERE week_no > $baseline_weeks AND messages >= $talk_from AND work <= (1 - $drop_share) * largest + 0.000001
),

baseline AS (
    SELECT
        c.relation_no,
        c.week_on,
        c.week_no,
        median(n.work) AS work_median,
        median(cast(n.messages AS DOUBLE)) AS talk_median
    FROM candidate AS c
    INNER JOIN numbered AS n
        ON c.relation_no = n.relation_no
        AND n.week_no < c.week_no AND n.week_no >= c.week_no - $baseline_weeks
    GROUP BY c.relation_no, c.week_on, c.week_no
),

-- A drop begins with its first low week: where the week before is low as well, it began earlier, or too early to be judged.
first_low AS (
    SELECT b.relation_no, b.week_on, b.week_no, b.work_median, b.talk_median
    FROM baseline AS b
    INNER JOIN numbered AS n
        ON b.relation_no = n.relation_no
        AND n.week_no = b.week_no - 1
    WHERE
        b.work_median > 0
        AND (
            b.work_median - n.work < $drop_share * b.work_median - 0.000001
            OR n.messages < $talk_share * b.talk_median
            OR n.messages < $talk_from
        )
),

-- The first weeks of a possible drop, judged against the baseline that stays; most end here.
begun AS (
    SELECT b.relation_no, b.week_on, b.week_no, b.work_median, b.talk_median
    FROM first_low AS b
    INNER JOIN numbered AS n
        ON b.relation_no = n.relation_no
        AND n.week_no >= b.week_no AND n.week_no < b.week_no + $low_weeks
    WHERE
        b.work_median - n.work >= $drop_share * b.work_median - 0.000001
        AND n.messages >= $talk_share * b.talk_median
        AND n.messages >= $talk_from
    GROUP BY b.relation_no, b.week_on, b.week_no, b.work_median, b.talk_median
    HAVING count(*) >= $low_weeks
),

-- Every week from there on, so that the length of the drop is known.
judged AS (
    SELECT
        b.relation_no,
        b.week_on,
        b.week_no,
        b.work_median,
        b.talk_median,
        n.week_no AS later_no,
        n.work,
        n.messages,
        n.by_hours,
        n.currency,
        CASE
            WHEN
                b.work_median - n.work >= $drop_share * b.work_median - 0.000001
                AND n.messages >= $talk_share * b.talk_median
                AND n.messages >= $talk_from
                THEN 1
            ELSE 0
        END AS low
    FROM begun AS b
    INNER JOIN numbered AS n
        ON b.relation_no = n.relation_no
        AND n.week_no >= b.week_no
),

running AS (
    SELECT
        *,
        min(low) OVER (
            PARTITION BY relation_no, week_no ORDER BY later_no
            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        ) AS unbroken
    FROM judged
),

drops AS (
    SELECT
        relation_no,
        week_on,
        week_no,
        max(work_median) AS work_median,
        max(talk_median) AS talk_median,
        count(*) AS weeks,
        sum(work) / count(*) AS work_after,
        cast(sum(messages) AS DOUBLE) / count(*) AS talk_after,
        bool_and(by_hours) AS by_hours,
        min(currency) AS currency
    FROM running
    WHERE unbroken = 1
    GROUP BY relation_no, week_on, week_no
),

-- One finding an episode: a drop that begins inside an older one is the same.
episodes AS (
    SELECT
        *,
        max(week_no + weeks) OVER (
            PARTITION BY relation_no ORDER BY week_no
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS older_end_no
    FROM drops
),

first_of_episode AS (
    SELECT * FROM episodes
    WHERE older_end_no IS NULL OR week_no > older_end_no
),

money AS (
    SELECT
        e.relation_no,
        e.week_no,
        max(CASE WHEN p.counted AND p.paid_on < e.week_on THEN p.paid_at END) AS last_before_at,
        array_agg('payments:' || p.payment_id) AS marks
    FROM first_of_episode AS e
    INNER JOIN paid AS p
        ON e.relation_no = p.relation_no
    WHERE
        (p.counted OR (NOT e.by_hours AND p.on_platform AND p.kind = 'refund'))
        AND date_diff('day', e.week_on, p.paid_on) >= -7 * $baseline_weeks
        AND date_diff('day', e.week_on, p.paid_on) < 7 * e.weeks
    GROUP BY e.relation_no, e.week_no
),

anchored AS (
    SELECT m.relation_no, m.week_no, m.marks, min(p.payment_id) AS payment_id
    FROM money AS m
    INNER JOIN paid AS p
        ON m.relation_no = p.relation_no
        AND p.paid_at = m.last_before_at
    WHERE p.counted
    GROUP BY m.relation_no, m.week_no, m.marks
),

words AS (
    SELECT e.relation_no, e.week_no, array_agg('messages:' || t.message_id) AS marks
    FROM first_of_episode AS e
    INNER JOIN talk_row AS t ON e.relation_no = t.relation_no
    WHERE
        t.sender <> 'system'
        AND date_diff('day', e.week_on, t.sent_on) >= -7 * $baseline_weeks
        AND date_diff('day', e.week_on, t.sent_on) < 7 * e.weeks
    GROUP BY e.relation_no, e.week_no
),

agreed AS (
    SELECT e.relation_no, e.week_no, array_agg('contracts:' || s.contract_id) AS marks
    FROM first_of_episode AS e
    INNER JOIN contract_span AS s
        ON e.relation_no = s.relation_no
    WHERE
        NOT s.inferred
        AND date_diff('day', e.week_on, s.started_on) < 7 * e.weeks
        AND (s.ended_on IS NULL OR date_diff('day', e.week_on, s.ended_on) >= -7 * $baseline_weeks)
    GROUP BY e.relation_no, e.week_no
)

SELECT
    q.platform,
    q.client_id,
    q.freelancer_id,
    cast(e.week_on AS TIMESTAMP) AS occurred_at,
    'unknown' AS actor,
    0.45 AS confidence,
    CASE
        WHEN coalesce(r.exempt, FALSE) OR r.fee_paid_on <= e.week_on THEN 'info'
        WHEN n.last_paid_on IS NOT NULL THEN 'low'
        ELSE 'high'
    END AS severity,
    array_concat(
        ['payments:' || a.payment_id], array_concat(a.marks, array_concat(w.marks, coalesce(k.marks, [])))
    ) AS evidence,
    {
        'before': e.work_median,
        'unit': CASE WHEN e.by_hours THEN 'hours' ELSE e.currency END,
        'baseline': $baseline_weeks,
        'since': e.week_on,
        'after': e.work_after,
        'weeks': e.weeks,
        'talk_before': e.talk_median,
        'talk_after': e.talk_after,
        'paid_until': n.last_paid_on
    } AS facts
FROM first_of_episode AS e
INNER JOIN pair AS q ON e.relation_no = q.relation_no
INNER JOIN anchored AS a
    ON e.relation_no = a.relation_no AND e.week_no = a.week_no
INNER JOIN words AS w
    ON e.relation_no = w.relation_no AND e.week_no = w.week_no
LEFT JOIN agreed AS k
    ON e.relation_no = k.relation_no AND e.week_no = k.week_no
LEFT JOIN billing_end AS n
    ON q.platform = n.platform AND q.freelancer_id = n.freelancer_id AND n.last_payers > 1 AND n.last_paid_on < e.week_on
LEFT JOIN release AS r
    ON e.relation_no = r.relation_no
