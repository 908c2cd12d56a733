"""auditor decide: what may be done with one client, today, and from when; from the store, or from facts alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from auditor import options
from auditor.kinds import Amount, Day
from auditor.model.visible import safe


def _told(*names: str, **attributes: Any) -> Any:
    return click.option(*names, **attributes)


FACTS = (
    _told("--last-paid", type=Day(), metavar="DATE", help="Last payment on the platform."),
    _told("--last-message", type=Day(), metavar="DATE", help="Last message by either side."),
    _told("--first-contact", type=Day(), metavar="DATE", help="First message, proposal or invitation."),
    _told("--first-contract", type=Day(), metavar="DATE", help="Start of the first contract."),
    _told("--contract-ended", type=Day(), metavar="DATE", help="End of the last contract.  [default: last payment]"),
    _told("--contract-open", is_flag=True, help="A contract is open."),
    _told("--fees-paid", type=Amount(), metavar="N", help="Platform fees ever paid with this client, in the policy's currency (all amounts)."),
    _told("--rate", type=Amount(above_zero=True), metavar="N", help="Highest hourly rate charged."),
    _told("--billed", type=Amount(above_zero=True), metavar="N", help="Billed in the 12 months to the last payment."),
    _told("--fees-year", type=Amount(), metavar="N", help="Platform fees on what was billed in those 12 months."),
    _told("--platform", metavar="NAME", help="Where it was."),
    _told("--met-on", type=Day(), metavar="DATE", help="You met elsewhere, on that day."),
    _told("--origin", type=click.Choice(["met_in_person", "own_website", "referral", "brought_along"]), help="How you met elsewhere."),
    _told("--enterprise", is_flag=True, help="The client has an agreement of its own with the platform."),
    _told("--fee-paid-on", type=Day(), metavar="DATE", help="The exit fee was paid, in full, on that day."),
    _told("--left-on", type=Day(), metavar="DATE", help="You left the platform on that day."),
    _told("--asked", type=click.Choice(["leave", "pay", "contact"]), multiple=True, help="What the client asks for today: to leave, to pay outside, a call or address (contact: of a client of the store, too)."),
)  # fmt: skip


def _facts(command: Any) -> Any:
    for option in reversed(FACTS):
        command = option(command)
    return command


@click.command(short_help="Answer for one client: what may I do, and from when?")
@click.argument("client", required=False)
@click.option("--freelancer", metavar="ID", help="Only this freelancer's relationship.")
@click.option("--compare", is_flag=True, help="Leave now for the fee, wait, or stay: what each costs in 24 months.")
@click.option("--if-message-on", type=Day(), metavar="DATE", help="What if a message were sent on that day?")
@click.option("--if-contract-ends", type=Day(), metavar="DATE", help="What if the open contracts ended on that day?")
@_facts
@click.option("--lang", default="en", show_default=True, help="Language of the reply: en, es, pt, fr, de, hi, uk.")
@click.option("--replies", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Folder of your own reply templates.")  # fmt: skip
@options.question
def COMMAND(client: str | None, freelancer: str | None, out_format: str, compare: bool, lang: str, replies: Path | None, **values: Any) -> None:  # noqa: N802  # fmt: skip
    """Answer for one client, from the store, or without any file from the facts that you give; nothing is changed.

    \b
    Example:
      auditor decide client-42 --compare
      auditor decide --last-paid 2025-03-01 --last-message 2025-04-15 --fees-paid 1240.50
    """
    from auditor import answering, answers, rehearsing
    from auditor import facts as told
    from auditor.auditing.supposing import Supposed
    from auditor.deciding import fill_replies
    from auditor.deciding.replies import strangers
    from auditor.model.replying import is_answered

    facts = {name: values.pop(name) for name in told.FACTS}
    supposed = Supposed(values.pop("if_message_on"), values.pop("if_contract_ends"))
    settings = options.settings(**values)
    told.refuse_contradictions(
        client, facts, settings.as_of, {"freelancer": freelancer, "as_one_account": settings.one_account}
    )
    if client is None:
        answer = answering.ask_without_files(settings, told.told(facts), supposed)
    else:
        answer = answering.ask(settings, client, freelancer, supposed, facts["asked"])
    # A reply speaks of today, whatever is supposed.
    to_answer = [row for row in answer.before or answer.rows if is_answered(row)]
    filled = fill_replies(to_answer, lang, replies)
    if replies:
        named = {(row.platform, row.client_id, row.freelancer_id): row for row in to_answer}
        for warning in (*strangers(replies), *rehearsing.warnings(settings, named, filled, lang, replies)):
            click.echo(safe(f"Warning: {warning}"), err=True)
    shown = answers.as_json if out_format == "json" else answers.as_text
    click.echo(shown(answer, filled, compare))
