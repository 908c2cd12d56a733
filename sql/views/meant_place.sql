-- about = "Of two who work on several platforms, the relationships that a row may be of which names none of them, by the number that the row itself has."
-- reads = ["pair_platform", "platform_number"]
SELECT p.pair_no * w.platforms + w.platform_no AS relation_no, p.relation_no AS meant_no, p.platforms
FROM pair_platform AS p
CROSS JOIN platform_number AS w
WHERE w.platform = ''
