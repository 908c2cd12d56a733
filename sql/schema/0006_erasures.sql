-- That somebody was erased, without saying who: `subject` is a digest of the id with the salt beside it.
CREATE TABLE erasures (
    erased_at TIMESTAMP,
    reason VARCHAR,
    salt VARCHAR,
    subject VARCHAR,
    deleted BIGINT
);
