-- about = "The last day on which any client paid a freelancer on a platform, and how many clients did in the eight weeks to it."
-- reads = ["billing"]
WITH ended AS (
    SELECT platform, freelancer_id, max(paid_on) AS last_paid_on
    FROM billing
    WHERE counted AND client_id IS NOT NULL
    GROUP BY platform, freelancer_id
)

SELECT e.platform, e.freelancer_id, e.last_paid_on, count(DISTINCT b.client_id) AS last_payers
FROM ended AS e
INNER JOIN billing AS b ON e.platform = b.platform AND e.freelancer_id = b.freelancer_id
WHERE b.counted AND b.client_id IS NOT NULL AND date_diff('day', b.paid_on, e.last_paid_on) < 56
GROUP BY e.platform, e.freelancer_id, e.last_paid_on
