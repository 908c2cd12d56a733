"""Accounts that share contact or payment values, over all rows: connected components in a few rounds of joins.

Links are turned, round by round, into stars around the lowest name of each component: what is near a node is linked to
the lowest of its neighbourhood, first all that comes after the node, then the node itself and all before it (the large and
the small star of Kiveris et al., Connected Components in MapReduce and Beyond, 2014). Rounds grow with the logarithm of
the longest chain, and nothing is held but in tables.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from auditor.auditing.cases import link_parameters
from auditor.distributing.asking import asked
from auditor.engines.spark import Tables
from auditor.model.policies import Policy

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

# A chain of a billion accounts needs fewer.
MOST_ROUNDS = 40
TABLE, COLUMNS = (
    "clusters",
    """actor STRING, platform STRING, client_id STRING, freelancer_id STRING, cluster INT,
    accounts BIGINT, shared_values BIGINT, is_public BOOLEAN, public_values BIGINT, public_users BIGINT""",
)
# Names in place of the numbers of one machine, which one task would have to give. An account's comes before a value's.
NAMED = """SELECT sender, platform, account_id, concat_ws(chr(31), 'a', sender, account_id) AS account_no,
        concat_ws(chr(31), 'v', sender, value_kind, normalized) AS value_no, users, is_public, links
    FROM shared"""
# `one` comes after `other`, here and in what is made of it.
LINKS = "SELECT DISTINCT value_no AS one, account_no AS other FROM shared_value WHERE links"
LARGE = """WITH near AS (SELECT one AS node, other AS beside FROM {link} UNION ALL SELECT other, one FROM {link}),
    lowest AS (SELECT node, least(node, min(beside)) AS low FROM near GROUP BY node)
    SELECT DISTINCT n.beside AS one, l.low AS other FROM near AS n INNER JOIN lowest AS l ON n.node = l.node WHERE n.beside > n.node"""
SMALL = """WITH lowest AS (SELECT one, min(other) AS low FROM {link} GROUP BY one)
    SELECT n.other AS one, l.low AS other FROM {link} AS n INNER JOIN lowest AS l ON n.one = l.one WHERE n.other <> l.low
    UNION SELECT one, low FROM lowest"""
# Stars: whoever is linked to something has one link, and nothing is linked to it.
UNREST = """(SELECT one FROM {link} GROUP BY one HAVING count(*) > 1 LIMIT 1)
    UNION ALL (SELECT n.one FROM {link} AS n LEFT SEMI JOIN {link} AS f ON n.other = f.one LIMIT 1)"""
COMPONENTS = "SELECT one AS node, other AS component FROM {link} UNION ALL SELECT DISTINCT other, other FROM {link}"


def clusters(tables: Tables, policy: Policy, as_of: date, most_rounds: int = MOST_ROUNDS) -> str:
    """Make the table `clusters`, in the columns of sql/cases/cluster.sql; the shape value_use must have been made.

    Returns why there are none: links that did not come to rest in `most_rounds`; "" where all is told. Half a component
    would be another cluster than there is, so that none is told then.
    """
    spark = tables.spark
    bound = link_parameters(policy)
    tables.known("shared", spark.sql(asked("cases", "shared", ("value_use",), policy, as_of, bound)))
    tables.made("shared_value", spark.sql(NAMED))
    link = _settled(tables, most_rounds)
    if link is None:
        tables.known(TABLE, spark.createDataFrame([], COLUMNS))
        return f"the links between accounts did not come to rest in {most_rounds} rounds"
    tables.known("component", spark.sql(COMPONENTS.format(link=link)))
    sql = asked("cases", "cluster", (), policy, as_of, bound)
    tables.made(TABLE, spark.sql(sql))
    return ""


def _settled(tables: Tables, most_rounds: int) -> str | None:
    """The name of the table of links that are stars; None where the rounds were too few."""
    spark, link = tables.spark, "link_0"
    tables.made(link, spark.sql(LINKS))
    for number in range(1, most_rounds + 1):
        if not _any(spark.sql(UNREST.format(link=link))):
            return link
        tables.known("star", spark.sql(LARGE.format(link=link)))
        # Two tables take turns: of a round only the one before is read.
        link = f"link_{number % 2}"
        tables.made(link, spark.sql(SMALL.format(link="star")))
    return None if _any(spark.sql(UNREST.format(link=link))) else link


def _any(frame: DataFrame) -> bool:
    return bool(frame.take(1))
