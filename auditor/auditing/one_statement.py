"""One account: what several freelancers stated of one client is one statement, so that the client has one row."""

from __future__ import annotations

from auditor.engines.duckdb import Engine

# What several freelancers stated of one client, as one statement: that of an origin outside leads, by the earliest meeting.
ONE_STATEMENT = """
CREATE OR REPLACE TEMP TABLE stated_row AS
WITH first_of AS (
    SELECT client_id, min_by(freelancer_id, {{
        'place': CASE WHEN origin = 'off_platform' THEN 0 ELSE 1 END, 'met': coalesce(first_met_at, TIMESTAMP '9999-01-01'), 'id': freelancer_id
    }}) AS freelancer_id
    FROM {store}.main.relationships
    GROUP BY client_id
),
placed AS (
    SELECT *, row_number() OVER (
        PARTITION BY relation_no
        ORDER BY CASE WHEN origin = 'off_platform' THEN 0 ELSE 1 END, first_met_at NULLS LAST, origin, origin_detail, evidence, client_name
    ) AS place
    FROM stated_row
),
joint AS (
    SELECT
        relation_no, bool_or(enterprise) AS enterprise, min(exit_fee_paid_on) AS exit_fee_paid_on, max(left_on) AS left_on,
        max(last_contact_at) AS last_contact_at, min(client_name) AS client_name
    FROM stated_row
    GROUP BY relation_no
)
SELECT p.* EXCLUDE (place) REPLACE (
    j.enterprise AS enterprise, j.exit_fee_paid_on AS exit_fee_paid_on, j.left_on AS left_on, j.last_contact_at AS last_contact_at,
    coalesce(p.client_name, j.client_name) AS client_name, CASE WHEN p.freelancer_id = 'all freelancers' THEN p.client_id || '/' || l.freelancer_id ELSE p.relationship_key END AS relationship_key
)
FROM placed AS p
INNER JOIN joint AS j ON p.relation_no = j.relation_no
LEFT JOIN first_of AS l ON p.client_id = l.client_id
WHERE p.place = 1
"""


def join_statements(engine: Engine) -> None:
    """Join the rows of the shape stated_row that are of one relationship; whose are apart stay as they are."""
    ((store,),) = engine.rows("SELECT '\"' || replace(current_database(), '\"', '\"\"') || '\"'")
    engine.execute(ONE_STATEMENT.format(store=store))
