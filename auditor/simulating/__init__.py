"""A marketplace with planted truth: contracts, hours, payments and threads of people of whom it is known what they did.

It reads nothing that the audit goes by: no lexicon, rule, threshold or policy. Phrases stand in bank.toml, roads and
look-alikes in roads.toml, what becomes of them in sql/simulate/.
"""

from auditor.simulating.writing import Simulated, World, simulate

__all__ = ["Simulated", "World", "simulate"]
