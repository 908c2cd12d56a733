"""auditor policy: which rules are known, what they say, how they differ, and whether a file of yours is sound."""

from __future__ import annotations

import json
from pathlib import Path

import click

FORMAT = click.option("--format", "out_format", type=click.Choice(["text", "json"]), default="text", show_default=True)


@click.group(short_help="List, show, compare and check the policies that decide.")
def COMMAND() -> None:  # noqa: N802
    """List, show, compare and check policies: the readings of the rules by which clients are judged.

    \b
    Example:
      auditor policy diff upwork-terms-2020-06-26 upwork-terms-2022-05-01
    """


@COMMAND.command("list")
@FORMAT
def list_policies(out_format: str) -> None:
    """List all versions: from when, period, what it counts from, fee; what is unknown is said to be.

    \b
    Example:
      auditor policy list
    """
    from auditor import policies, printing, showing

    shipped = policies.shipped().values()
    if out_format == "json":
        click.echo(json.dumps([showing.facts(one) for one in shipped], default=str, ensure_ascii=False, indent=1))
    else:
        click.echo(printing.table(showing.LISTED, [showing.listed(one) for one in shipped]))


@COMMAND.command("show")
@click.argument("policy")
@FORMAT
def show_policy(policy: str, out_format: str) -> None:
    """Show one policy whole: NAME (the newest version), NAME-VERSION, or a FILE.

    \b
    Example:
      auditor policy show upwork-terms-2022-05-01
    """
    from auditor import policies, printing, showing

    one = policies.find(policy)
    if out_format == "json":
        click.echo(json.dumps(showing.facts(one), default=str, ensure_ascii=False, indent=1))
        return
    click.echo("\n".join(printing.safe(line) for line in showing.whole(one).split("\n")))
    others = [other.label for other in policies.versions(one.name) if other.label != one.label]
    if others:
        click.echo(f"other versions: {', '.join(others)}")


@COMMAND.command("diff")
@click.argument("first")
@click.argument("second")
@FORMAT
def diff_policies(first: str, second: str, out_format: str) -> None:
    """Show what two policies say differently; each a NAME, NAME-VERSION or FILE.

    \b
    Example:
      auditor policy diff upwork-guide upwork-terms
    """
    from auditor import policies, printing, showing

    one, other = policies.find(first), policies.find(second)
    rows = list(showing.differences(one, other))
    if out_format == "json":
        click.echo(json.dumps([dict(zip(("what", "first", "second"), row, strict=True)) for row in rows], ensure_ascii=False, indent=1))  # fmt: skip
    else:
        click.echo(printing.table(("what", one.label, other.label), rows) if rows else "No difference.")


@COMMAND.command("form")
def show_form() -> None:
    """Print the form of a policy file, every key explained: a file of your own to begin with.

    \b
    Example:
      auditor policy form > mine.toml
      auditor policy check mine.toml
      auditor decide client-42 --policy mine.toml
    """
    from auditor import policies

    click.echo((policies.FOLDER / "form" / "own.toml").read_text(encoding="utf-8"), nl=False)


@COMMAND.command("check")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False))
def check_policies(files: tuple[str, ...]) -> int:
    """Check policy files of your own: form, parameters, names, what they extend. Ends with 1 when one is not sound.

    \b
    Example:
      auditor policy check mine.toml
    """
    from auditor import policies, rules
    from auditor.auditing import heuristics
    from auditor.errors import AuditorError
    from auditor.model.policies import Policy
    from auditor.model.visible import safe
    from auditor.policies import same_name_and_date

    status, seen = 0, list[tuple[str, Policy]]()
    for file in files:
        faults = []
        try:
            policy = policies.find(file)
        except AuditorError as error:
            faults.append(str(error))
        else:
            twins = [place for place, one in seen if one.label == policy.label and not Path(place).samefile(file)]
            faults += [f"{file}: {policy.label} is {place} too, word for word -> leave one of them out" for place in twins[:1] if dict(seen)[place].sha256 == policy.sha256]  # fmt: skip
            seen.append((file, policy))
            faults += heuristics.unknown(rules.shipped(), policy.parameters, policy.severities)
            try:
                same_name_and_date(seen)
            except AuditorError as error:
                faults.append(str(error))
        for fault in faults:
            status = 1
            click.echo(safe(fault if file in fault else f"{file}: {fault}"))
        if not faults:
            unknown = f"; unknown: {', '.join(policy.unknown)}" if policy.unknown else ""
            click.echo(safe(f"{file}: sound, {policy.label}, {policy.sha256}{unknown}"))
    return status
