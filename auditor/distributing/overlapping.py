"""Files that tell the same rows, each read by a task of its own: which of them have to be read together, and their accounts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from auditor import ingesting

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

# Tables of a row_key: told by several files, one version counts.
KEYED = ("contracts", "payments", "messages", "relationships", "reports")
# Of files that share a row: each, and the first of them. As many rows as there are such pairs of files.
SHARED = """SELECT DISTINCT t.file_no AS file_no, s.first AS first FROM ({rows}) AS t JOIN (
        SELECT row_key, min(file_no) AS first FROM ({rows}) AS r GROUP BY row_key HAVING min(file_no) < max(file_no)) AS s
    ON t.row_key = s.row_key WHERE t.file_no > s.first"""
ROWS = "SELECT row_key, file_no FROM {table}"
BROKEN = "SELECT row_key, file_no FROM quarantine WHERE table_name = '{table}' AND row_key <> ''"
# A broken row that another file may tell in a sound form, or a second time.
ASIDE = """SELECT 1 FROM ({broken}) AS q JOIN (SELECT row_key, file_no FROM {table} UNION ALL {broken}) AS t
    ON q.row_key = t.row_key AND q.file_no <> t.file_no LIMIT 1"""
# Every row beside the best that was read before it, as one machine compares them while it reads file by file.
_BESIDE = """SELECT r.*, before IS NULL AS is_first, r.row_hash = before.row_hash AS is_same,
        coalesce(latest >= before.latest, before.latest IS NULL) AS is_newer
    FROM (SELECT r.*, l.latest_event AS latest, max(struct(l.latest_event IS NOT NULL AS dated, l.latest_event AS latest,
              r.file_no AS file_no, r.row_hash AS row_hash)) OVER (
              PARTITION BY r.row_key ORDER BY r.file_no ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
          FROM ({rows}) AS r JOIN ledger AS l ON r.file_no = l.file_no) AS r"""
AGAIN = f"""SELECT file_no, count_if(is_same OR NOT is_newer) AS known, count_if(is_newer AND NOT is_same) AS updated
    FROM ({_BESIDE.format(rows="SELECT row_key, file_no, row_hash FROM {table}")}) AS b WHERE NOT is_first GROUP BY file_no"""
# The version that counts: the last one that was not as the one before it, from a file whose latest event is not earlier.
CHOSEN = f"""SELECT * EXCEPT (latest, before, is_first, is_same, is_newer, place) FROM (
        SELECT b.*, row_number() OVER (
            PARTITION BY row_key ORDER BY is_first OR (is_newer AND NOT is_same) DESC, file_no DESC, source_line DESC) AS place
        FROM ({_BESIDE.format(rows="SELECT * FROM {table}")}) AS b)
    WHERE place = 1"""


def together(plan: ingesting.InputPlan) -> Sequence[Sequence[int]]:
    """Which files of a plan one task has to read, by their places in it; every other file may have a task of its own.

    What links and stated names say moves payments, so they are read with all that has to do with money. Files of one size
    may be one file twice.
    """
    groups: dict[object, list[int]] = defaultdict(list)
    linked = any(file.profile.table in ("links", "relationships") for file in plan.files)
    for place, file in enumerate(plan.files):
        table = file.profile.table
        if linked and table != "messages":
            groups["linked"].append(place)
        elif table == "reports":
            groups[table].append(place)
        else:
            groups[(table, file.path.stat().st_size)].append(place)
    return sorted(groups.values())


def entangled(spark: SparkSession, plan: ingesting.InputPlan, task_of: Mapping[int, int]) -> Sequence[Sequence[int]]:
    """Tasks whose files have to be read again by one: they share rows, and in different layouts, or broken in one.

    A narrower layout leaves standing what a wider one told, and a sound row mends a broken one; one machine sees that while
    it reads. `task_of` is the task of each number of a file.
    """
    pairs: list[tuple[int, int]] = []
    for table in KEYED:
        layouts = {tuple(sorted(file.header)) for file in plan.files if file.profile.table == table}
        broken = BROKEN.format(table=table)
        if len(layouts) > 1 or spark.sql(ASIDE.format(table=table, broken=broken)).collect():
            rows = f"{ROWS.format(table=table)} UNION ALL {broken}"
            pairs += [
                (task_of[row.file_no], task_of[row.first]) for row in spark.sql(SHARED.format(rows=rows)).collect()
            ]
    return list(_joined(pairs))


def _joined(pairs: Iterable[tuple[int, int]]) -> Iterator[list[int]]:
    """Connected numbers, each group sorted."""
    heads: dict[int, int] = {}

    def head(one: int) -> int:
        while heads.setdefault(one, one) != one:
            heads[one] = one = heads[heads[one]]
        return one

    for left, right in pairs:
        first, second = sorted((head(left), head(right)))
        heads[second] = first
    groups: dict[int, list[int]] = defaultdict(list)
    for one in sorted(heads):
        groups[head(one)].append(one)
    yield from (group for group in groups.values() if len(group) > 1)


def told_again(spark: SparkSession, tables: Iterable[str]) -> Mapping[int, tuple[int, int]]:
    """How many rows of each file were known from files before it, and how many are updates of theirs, by number of file."""
    found: dict[int, tuple[int, int]] = {}
    for table in tables:
        for row in spark.sql(AGAIN.format(table=table)).collect():
            known, updated = found.get(row.file_no, (0, 0))
            found[row.file_no] = (known + row.known, updated + row.updated)
    return found


def choose_versions(spark: SparkSession) -> None:
    """From now on each table holds of every row the version that counts."""
    for table in KEYED:
        spark.sql(CHOSEN.format(table=table)).createOrReplaceTempView(table)
