"""A service and a timer for systemd, as units of the user."""

from __future__ import annotations

from auditor.scheduling.planned import Plan

SECRET = [
    "# AUDITOR_NOTIFY=... belongs into this file, which nobody else may read (chmod 600).",
    "EnvironmentFile=%h/.config/auditor.env",
]


def unit(plan: Plan) -> str:
    """Both files, each under the name that it is to have, and how to switch them on."""
    return "\n".join(
        [
            "# ~/.config/systemd/user/auditor.service",
            *_service(plan),
            "",
            "# ~/.config/systemd/user/auditor.timer",
            *_timer(plan),
            "",
            "# Then: systemctl --user daemon-reload && systemctl --user enable --now auditor.timer",
            "# What it said: journalctl --user -u auditor. It fails when findings need you (exit status 1) or an export does (3).",
        ]
    )


def _service(plan: Plan) -> list[str]:
    return [
        "[Unit]",
        "Description=Audit of freelance exports",
        "",
        "[Service]",
        "Type=oneshot",
        f"WorkingDirectory={_percent(str(plan.folder))}",
        *(f"Environment={_quoted(f'{name}={value}')}" for name, value in plan.environment),
        *(SECRET if plan.sends_secretly else []),
        f"ExecStart={' '.join(map(_argument, plan.command))}",
        "UMask=0077",
        "NoNewPrivileges=yes",
        *([] if plan.sends else ["# Nothing leaves the machine.", "RestrictAddressFamilies=AF_UNIX"]),
    ]


def _timer(plan: Plan) -> list[str]:
    day = "Mon " if plan.weekly else ""
    return [
        "[Unit]",
        "Description=When freelance exports are audited",
        "",
        "[Timer]",
        f"OnCalendar={day}*-*-* {plan.hour:02}:{plan.minute:02}:00",
        "# A run that was missed while the machine slept is made up for.",
        "Persistent=true",
        "",
        "[Install]",
        "WantedBy=timers.target",
    ]


def _argument(word: str) -> str:
    return _quoted(word.replace("$", "$$"))


def _quoted(word: str) -> str:
    escaped = _percent(word).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _percent(text: str) -> str:
    return text.replace("%", "%%")


UNIT = unit
