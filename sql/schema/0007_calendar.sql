-- What the calendars of this store said last of each relationship, so that a day which no longer holds is taken back in
-- them: the day, the number (SEQUENCE) of its entry, and whether it was withdrawn.
CREATE TABLE calendar_entries (
    platform VARCHAR,
    client_id VARCHAR,
    freelancer_id VARCHAR,
    free_on DATE,
    number BIGINT,
    withdrawn BOOLEAN
);

INSERT INTO calendar_entries
SELECT
    e.platform,
    e.client_id,
    e.freelancer_id,
    e.eligible_on,
    least(
        greatest(0, date_diff('day', DATE '1970-01-01', r.as_of)) * 50000 + least(date_diff('day', r.as_of, e.eligible_on), 49999),
        2147483647
    ),
    FALSE
FROM eligibility AS e
CROSS JOIN (SELECT as_of FROM runs ORDER BY rowid DESC LIMIT 1) AS r
WHERE e.eligible_on > r.as_of;
