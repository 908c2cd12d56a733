"""Reports: complaints made to the platform by either side or by the platform itself."""

from __future__ import annotations

from auditor.model.tables import Column, ColumnType, Table

TABLE = Table(
    name="reports",
    meaning="One report about a relationship.",
    key=("report_id",),
    columns=(
        Column("report_id", ColumnType.ID, "The platform's id of the report.", required=True),
        Column("client_id", ColumnType.ID, "The client concerned.", required=True),
        Column("freelancer_id", ColumnType.ID, "The freelancer concerned; filled by --freelancer."),
        Column("reporter", ColumnType.ENUM, "Who reported.", True, allowed=("client", "freelancer", "platform")),
        Column("reported_at", ColumnType.TIME, "When.", required=True),
        Column("reason", ColumnType.TEXT, "What the report says."),
        Column("message_id", ColumnType.ID, "The message it is about."),
    ),
)
