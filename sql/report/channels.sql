-- about = "How payments came, as the exports say it: what of that is nobody's common word is masked where names are."
-- reads = ["payments"]
SELECT DISTINCT
    client_id,
    channel
FROM payments
WHERE lower(channel) NOT IN ('', 'platform')
ORDER BY 1, 2
