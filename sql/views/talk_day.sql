-- about = "Days on which either side wrote, each with the first id of its messages; system messages apart."
-- reads = ["talk", "pair", "platform_number"]
WITH placed AS (
    SELECT relation_no, sent_on, message_id FROM talk
    WHERE sender <> 'system'
    UNION ALL
    -- Where the two worked on several platforms, a message that names none may have been on each of them.
    SELECT p.relation_no, t.sent_on, t.message_id
    FROM talk AS t
    CROSS JOIN (SELECT max(platforms) AS platforms FROM platform_number) AS w
    INNER JOIN pair AS p
        ON t.pair_no = p.relation_no // w.platforms AND t.relation_no <> p.relation_no
    WHERE t.sender <> 'system' AND t.platform = ''
)

SELECT relation_no, sent_on AS anchor_on, min(message_id) AS row_id
FROM placed
GROUP BY relation_no, sent_on
