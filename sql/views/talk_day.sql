-- about = "Days on which either side wrote, each with the first id of its messages; system messages apart."
-- reads = ["talk"]
SELECT relation_no, sent_on AS anchor_on, min(message_id) AS row_id
FROM talk
WHERE sender <> 'system'
GROUP BY relation_no, sent_on
