"""Messages between a client and a freelancer, and the platform's own notices."""

from __future__ import annotations

from auditor.model.tables import Column, ColumnType, Table

TABLE = Table(
    name="messages",
    meaning="One message of one conversation.",
    key=("message_id",),
    columns=(
        Column("message_id", ColumnType.ID, "The platform's id of the message.", required=True),
        Column("client_id", ColumnType.ID, "The client of the conversation.", required=True),
        Column("freelancer_id", ColumnType.ID, "The freelancer of it; filled by --freelancer where nobody is named."),
        Column("thread_id", ColumnType.ID, "The conversation; messages are joined only inside one."),
        Column("contract_id", ColumnType.ID, "The contract it is about."),
        Column("sender", ColumnType.ENUM, "Who wrote it.", True, allowed=("client", "freelancer", "system")),
        Column("sent_at", ColumnType.TIME, "When it was sent.", required=True),
        Column("body", ColumnType.TEXT, "The text.", required=True),
    ),
)
