-- about = "Rates to the policy's currency, each valid from its day until the next one of that currency."
-- reads = ["rates"]
SELECT
    currency,
    rate,
    rate_on AS from_on,
    lead(rate_on) OVER (PARTITION BY currency ORDER BY rate_on) AS until_on
FROM rates
