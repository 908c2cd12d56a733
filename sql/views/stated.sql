-- about = "What the user stated, beside the first contact that the data show."
-- reads = ["stated_row", "trace"]
SELECT
    s.*,
    f.first_contact_at,
    coalesce(f.first_contact_day, FALSE) AS first_contact_day,
    f.first_contact_on,
    coalesce(
        CASE
            WHEN s.first_met_day OR f.first_contact_day THEN f.first_contact_on < s.first_met_on
            ELSE f.first_contact_at < s.first_met_at
        END, FALSE
    ) AS contact_precedes_meeting,
    -- A meeting that is still to come cannot have come first.
    coalesce(s.origin = 'off_platform' AND s.first_met_at < $as_of + INTERVAL 1 DAY, FALSE) AS claimed
FROM stated_row AS s
LEFT JOIN trace AS f
    ON s.relation_no = f.relation_no
