"""Relationships: what only the user knows about a client, shown as stated."""

from __future__ import annotations

from auditor.model.tables import Column, ColumnType, Table

ORIGINS = ("platform", "off_platform", "unknown")
DETAILS = ("met_in_person", "own_website", "referral", "brought_along")

TABLE = Table(
    name="relationships",
    meaning="What the user states about one client and one freelancer.",
    key=("client_id", "freelancer_id"),
    stated=True,
    columns=(
        Column("client_id", ColumnType.ID, "The client.", required=True),
        Column("freelancer_id", ColumnType.ID, "The freelancer; filled by --freelancer where nobody is named."),
        Column("origin", ColumnType.ENUM, "Where they met.", required=True, allowed=ORIGINS),
        Column("origin_detail", ColumnType.ENUM, "How they met outside the platform.", allowed=DETAILS),
        Column("first_met_at", ColumnType.TIME, "When they first met."),
        Column("evidence", ColumnType.TEXT, "What proves that."),
        Column("client_name", ColumnType.TEXT, "The client's name, for people."),
        Column("enterprise", ColumnType.BOOL, "Whether the client has an own agreement with the platform."),
        Column("exit_fee_paid_on", ColumnType.TIME, "When the platform's exit fee was paid."),
        Column("left_on", ColumnType.TIME, "When they left the platform."),
        Column("last_contact_at", ColumnType.TIME, "Last contact that no message here shows."),
    ),
)
