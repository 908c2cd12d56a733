-- about = "The same with numbers for accounts and values: the walk along the links compares nothing else."
-- reads = ["shared"]
-- An account is one whether its rows name a platform or not.
SELECT
    sender,
    platform,
    account_id,
    dense_rank() OVER (ORDER BY sender, account_id) AS account_no,
    -dense_rank() OVER (ORDER BY sender, value_kind, normalized) AS value_no,
    users,
    is_public,
    links
FROM shared
