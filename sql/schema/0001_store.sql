-- The store. Tables of the canonical profile come first, under their public names and columns; then what the auditor
-- keeps about them. Columns after `extra` of the first five are private to the auditor.
--   *_precision  'day' when the export gave a date alone (the time is then 00:00), else 'second'
--   row_key      identity of the row: the profile's key columns, plus an occurrence number where ids repeat
--   row_hash     hash of the row's content, to tell an update from a row already known
--   file_no      the ledger row of the file that the current version came from
--   client_given false where a profile had to take the contract id for the client
--   ref_id, link_id, job_title, mentions, basis, period_from: by what rows of platform statements find each other
--   freelancer_given false where neither the export nor --freelancer names one; such rows follow the store's only one
-- Texts that differ from row to row are packed with zstd: looking for repeats in them costs a third of the whole insert.
-- No primary keys: their indexes cost more than the anti-joins that keep keys unique.

CREATE TABLE meta (key VARCHAR NOT NULL, value VARCHAR NOT NULL);

CREATE TABLE contracts (
    contract_id VARCHAR NOT NULL,
    client_id VARCHAR,
    freelancer_id VARCHAR,
    title VARCHAR,
    kind VARCHAR,
    status VARCHAR,
    started_at TIMESTAMP,
    ended_at TIMESTAMP,
    hourly_rate DECIMAL(18, 4),
    agreed_amount DECIMAL(18, 4),
    currency VARCHAR,
    client_feedback DECIMAL(4, 2),
    freelancer_feedback DECIMAL(4, 2),
    platform VARCHAR,
    extra VARCHAR,
    started_at_precision VARCHAR,
    ended_at_precision VARCHAR,
    source_file VARCHAR,
    source_line BIGINT,
    row_key VARCHAR,
    row_hash UBIGINT,
    file_no INTEGER,
    profile_platform VARCHAR,
    freelancer_given BOOLEAN
);

CREATE TABLE payments (  -- noqa: PRS
    payment_id VARCHAR NOT NULL USING COMPRESSION zstd,
    client_id VARCHAR,
    freelancer_id VARCHAR,
    contract_id VARCHAR,
    paid_at TIMESTAMP,
    amount DECIMAL(18, 4),
    currency VARCHAR,
    fee DECIMAL(18, 4),
    hours DECIMAL(18, 8),
    kind VARCHAR,
    channel VARCHAR,
    counterparty VARCHAR,
    description VARCHAR,
    extra VARCHAR,
    paid_at_precision VARCHAR,
    source_file VARCHAR,
    source_line BIGINT,
    row_key VARCHAR USING COMPRESSION zstd,
    row_hash UBIGINT,
    file_no INTEGER,
    profile_platform VARCHAR,
    freelancer_given BOOLEAN,
    client_given BOOLEAN,
    ref_id VARCHAR,
    link_id VARCHAR,
    job_title VARCHAR,
    mentions VARCHAR,
    basis VARCHAR,
    period_from VARCHAR
);

CREATE TABLE messages (  -- noqa: PRS
    message_id VARCHAR NOT NULL USING COMPRESSION zstd,
    client_id VARCHAR,
    freelancer_id VARCHAR,
    thread_id VARCHAR,
    contract_id VARCHAR,
    sender VARCHAR,
    sent_at TIMESTAMP,
    body VARCHAR USING COMPRESSION zstd,
    extra VARCHAR,
    sent_at_precision VARCHAR,
    source_file VARCHAR,
    source_line BIGINT,
    row_key VARCHAR USING COMPRESSION zstd,
    row_hash UBIGINT,
    file_no INTEGER,
    profile_platform VARCHAR,
    freelancer_given BOOLEAN
);

CREATE TABLE relationships (
    client_id VARCHAR NOT NULL,
    freelancer_id VARCHAR,
    origin VARCHAR,
    origin_detail VARCHAR,
    first_met_at TIMESTAMP,
    evidence VARCHAR,
    client_name VARCHAR,
    enterprise BOOLEAN,
    exit_fee_paid_on TIMESTAMP,
    left_on TIMESTAMP,
    last_contact_at TIMESTAMP,
    extra VARCHAR,
    first_met_at_precision VARCHAR,
    exit_fee_paid_on_precision VARCHAR,
    left_on_precision VARCHAR,
    last_contact_at_precision VARCHAR,
    source_file VARCHAR,
    source_line BIGINT,
    row_key VARCHAR,
    row_hash UBIGINT,
    file_no INTEGER,
    profile_platform VARCHAR,
    freelancer_given BOOLEAN
);

CREATE TABLE reports (
    report_id VARCHAR NOT NULL,
    client_id VARCHAR,
    freelancer_id VARCHAR,
    reporter VARCHAR,
    reported_at TIMESTAMP,
    reason VARCHAR,
    message_id VARCHAR,
    extra VARCHAR,
    reported_at_precision VARCHAR,
    source_file VARCHAR,
    source_line BIGINT,
    row_key VARCHAR,
    row_hash UBIGINT,
    file_no INTEGER,
    profile_platform VARCHAR,
    freelancer_given BOOLEAN
);

-- What the user states about names, payments and contracts that the exports do not explain: links.csv.
CREATE TABLE links (
    client_id VARCHAR NOT NULL,
    counterparty VARCHAR,
    platform VARCHAR,
    freelancer_id VARCHAR,
    contract_id VARCHAR,
    payment_id VARCHAR,
    note VARCHAR,
    extra VARCHAR,
    source_file VARCHAR,
    source_line BIGINT,
    row_key VARCHAR,
    row_hash UBIGINT,
    file_no INTEGER,
    profile_platform VARCHAR,
    freelancer_given BOOLEAN
);

-- The next three are made anew from the whole store whenever a file was read; with them payments can be brought back to
-- what their exports say. Fee rows (of set_apart) that found their payment: its fee is the negative sum of their amounts.
CREATE TABLE netted (
    fee_key VARCHAR,
    payment_key VARCHAR,
    amount DECIMAL(18, 4),
    how VARCHAR
);

-- Payments that another export of the same account tells with more facts (kept_key): they stand here, not in payments.
CREATE TABLE twins AS
SELECT p.*, cast(NULL AS VARCHAR) AS kept_key, cast(NULL AS VARCHAR) AS how, cast(NULL AS BOOLEAN) AS tells_contract
FROM payments AS p
WHERE FALSE;

-- Payments whose client or contract the export does not name by an id, and what they were tied to. `candidates` says
-- between what no choice was made; then client_id is NULL and the payment is as its export says (stated_*).
CREATE TABLE ties (
    row_key VARCHAR,
    payment_id VARCHAR,
    client_id VARCHAR,
    contract_id VARCHAR,
    score DOUBLE,
    how VARCHAR,
    candidates VARCHAR,
    stated_client_id VARCHAR,
    stated_contract_id VARCHAR,
    stated_client_given BOOLEAN
);

-- One row per input file ever read; the accounting holds: rows_read = loaded + updated + quarantined + known.
CREATE TABLE ledger (
    file_no INTEGER NOT NULL,
    path VARCHAR,
    sha256 VARCHAR,
    size_bytes BIGINT,
    profile VARCHAR,
    table_name VARCHAR,
    encoding VARCHAR,
    physical_lines BIGINT,
    rows_read BIGINT,
    rows_loaded BIGINT,
    rows_updated BIGINT,
    rows_quarantined BIGINT,
    rows_known BIGINT,
    status VARCHAR,
    message VARCHAR,
    latest_event TIMESTAMP,
    options VARCHAR
);

-- Where files lay when they were read or found known, with size, time and inode: as long as these stay, the file is not
-- opened again. `place` is a digest of the path, `reading` the options that change how a file is read.
CREATE TABLE seen_files (
    place VARCHAR,
    stamp VARCHAR,
    reading VARCHAR,
    sha256 VARCHAR
);

-- Rows of statements that are no income (conversions, withdrawals, own payments, unfinished ones): accounted for as
-- loaded, never counted as payments; content is the row as JSON. Rows with a role ('fee') also have their values, by
-- which they are netted to a payment.
CREATE TABLE set_apart (
    row_key VARCHAR,
    row_hash UBIGINT,
    reason VARCHAR,
    content VARCHAR,
    profile VARCHAR,
    source_file VARCHAR,
    source_line BIGINT,
    file_no INTEGER,
    role VARCHAR,
    platform VARCHAR,
    paid_on DATE,
    amount DECIMAL(18, 4),
    currency VARCHAR,
    counterparty VARCHAR,
    ref_id VARCHAR,
    link_id VARCHAR,
    job_title VARCHAR,
    mentions VARCHAR,
    basis VARCHAR,
    period_from VARCHAR
);

-- Versions of a row that did not win; content is the row as JSON.
CREATE TABLE superseded (
    table_name VARCHAR,
    row_key VARCHAR,
    file_no INTEGER,
    source_file VARCHAR,
    source_line BIGINT,
    content VARCHAR
);

-- One row per fault of a row that was set aside. client_id, freelancer_id, platform and contract_id are what could be
-- read of it, so that its relationship can say that rows are missing. raw_bytes are the bytes of the file where they are
-- not the UTF-8 of raw.
CREATE TABLE quarantine (
    file_no INTEGER,
    file VARCHAR,
    line BIGINT,
    table_name VARCHAR,
    column_name VARCHAR,
    code VARCHAR,
    reason VARCHAR,
    raw VARCHAR,
    raw_bytes BLOB,
    client_id VARCHAR,
    freelancer_id VARCHAR,
    platform VARCHAR,
    contract_id VARCHAR,
    row_key VARCHAR
);

-- What the scanner found; offsets are code points in the body of message_id (the last of message_ids).
CREATE TABLE detections (
    message_id VARCHAR,
    category VARCHAR,
    kind VARCHAR,
    value VARCHAR,
    normalized VARCHAR,
    start_offset INTEGER,
    end_offset INTEGER,
    confidence DOUBLE,
    obfuscated BOOLEAN,
    stance VARCHAR,
    message_ids VARCHAR[]
);

CREATE TABLE findings (
    finding_id VARCHAR,
    rule_id VARCHAR,
    severity VARCHAR,
    confidence DOUBLE,
    platform VARCHAR,
    client_id VARCHAR,
    freelancer_id VARCHAR,
    occurred_at TIMESTAMP,
    actor VARCHAR,
    title VARCHAR,
    explanation VARCHAR,
    policy_clause VARCHAR,
    evidence VARCHAR,
    action VARCHAR,
    reply VARCHAR,
    status VARCHAR,
    first_seen_run VARCHAR,
    accepted_until DATE
);

CREATE TABLE contributions (
    platform VARCHAR,
    client_id VARCHAR,
    freelancer_id VARCHAR,
    rule_id VARCHAR,
    finding_id VARCHAR,
    weight DOUBLE,
    confidence DOUBLE,
    part DOUBLE
);

CREATE TABLE eligibility (
    platform VARCHAR,
    client_id VARCHAR,
    freelancer_id VARCHAR,
    state VARCHAR,
    eligible_on DATE,
    days_left INTEGER,
    governing_anchor VARCHAR,
    last_paid_on DATE,
    last_message_on DATE,
    first_contact_on DATE,
    first_contract_on DATE,
    active_contracts INTEGER,
    if_closed_today DATE,
    blockers VARCHAR,
    coverage VARCHAR,
    moved_by VARCHAR,
    fees_paid DECIMAL(18, 4),
    lifetime_billed DECIMAL(18, 4),
    currency VARCHAR,
    exit_fee_today DECIMAL(18, 4),
    exit_fee_rule VARCHAR,
    alternatives VARCHAR,
    verdict VARCHAR,
    verdict_reasons VARCHAR,
    reply VARCHAR,
    client_name VARCHAR,
    risk DOUBLE,
    open_findings INTEGER
);

CREATE TABLE reviews (
    finding_id VARCHAR,
    decision VARCHAR,
    note VARCHAR,
    reviewer VARCHAR,
    decided_at TIMESTAMP,
    accepted_until DATE
);

CREATE TABLE runs (
    run_id VARCHAR,
    started_at TIMESTAMP,
    version VARCHAR,
    as_of DATE,
    policy VARCHAR,
    policy_version VARCHAR,
    policy_sha256 VARCHAR,
    summary VARCHAR
);
