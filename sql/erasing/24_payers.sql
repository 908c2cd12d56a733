-- Payments that named no client and were found to be of the erased: the sum stays, who paid it and what for goes.
UPDATE payments SET
    client_id = NULL,
    client_given = FALSE,
    counterparty = NULL,
    description = NULL,
    extra = NULL,
    mentions = NULL,
    job_title = NULL
WHERE row_key IN (SELECT row_key FROM perhaps_theirs WHERE theirs);
