-- about = "The same with numbers for accounts and values: the walk along the links compares nothing else."
-- reads = ["shared"]
SELECT
    sender,
    platform,
    account_id,
    dense_rank() OVER (ORDER BY sender, platform, account_id) AS account_no,
    -dense_rank() OVER (ORDER BY sender, value_kind, normalized) AS value_no
FROM shared
