-- about = "Contracts as a row is judged by them: those of its relationship, and those on every platform where it names none of several."
-- reads = ["contract_span", "meant_place"]
SELECT
    relation_no, contract_id, mark, inferred, started_at, started_day, started_on, ended_at, ended_day, ended_on, has_paid
FROM contract_span
UNION ALL
SELECT
    m.relation_no, s.contract_id, s.mark, s.inferred, s.started_at, s.started_day, s.started_on,
    s.ended_at, s.ended_day, s.ended_on, s.has_paid
FROM contract_span AS s
INNER JOIN meant_place AS m ON s.relation_no = m.meant_no
