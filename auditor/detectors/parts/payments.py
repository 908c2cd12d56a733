"""The names of payment apps, wallets, coins and transfers."""

from __future__ import annotations

from auditor.detectors.parts.apps import apps

APPS = apps("payments.toml")
