"""A profile of a person's own, and an export that it reads."""

from __future__ import annotations

PROFILE = """title = "Mine"
table = "payments"
header = ["No", "Day", "Who", "Sum"]
decimal = ","
thousands = "."
date_order = "dmy"

[columns]
payment_id = { take = ["No"] }
paid_at = { how = "clock", take = ["Day"] }
counterparty = { take = ["Who"] }
amount = { how = "number", take = ["Sum"] }
currency = { how = "value", value = "EUR" }

[[apart]]
reason = "outgoing"
test = "negative"
columns = ["Sum"]
"""
EXPORT = "No;Day;Who;Sum;Note\n1;03.02.2025;Ann;1.250,50;x\n2;04.02.2025;Shop;-20,00;\n3;31.02.2025;Ben;5,00;\n"
