-- about = "Days on which either side wrote, each with the first id of its messages; system messages apart."
-- reads = ["talk_row", "trace", "pair", "platform_number"]
WITH nowhere AS (
    SELECT p.relation_no AS meant_no, (p.relation_no // w.platforms) * w.platforms + w.platform_no AS relation_no
    FROM pair AS p
    INNER JOIN platform_number AS w ON w.platform = ''
),

-- Where the two worked on several platforms, a message that names none may have been on each of them.
meant AS (
    SELECT n.relation_no, n.meant_no
    FROM nowhere AS n
    INNER JOIN trace AS t ON n.relation_no = t.relation_no
    WHERE n.relation_no <> n.meant_no
),

placed AS (
    SELECT relation_no, sent_on, message_id FROM talk_row
    WHERE sender <> 'system'
    UNION ALL
    SELECT m.meant_no AS relation_no, t.sent_on, t.message_id
    FROM talk_row AS t
    INNER JOIN meant AS m ON t.relation_no = m.relation_no
    WHERE t.sender <> 'system'
)

SELECT relation_no, sent_on AS anchor_on, min(message_id) AS row_id
FROM placed
GROUP BY relation_no, sent_on
