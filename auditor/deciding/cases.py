"""What a verdict looks at: one relationship with its open findings, and what is not known of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from auditor.deciding.standing import Standing
from auditor.model.results import Finding
from auditor.model.words import Actor, Severity

ASKS = ("payment.off_platform_offer", "language.leave_platform")
CONTACTS = ("contact.before_contract", "contact.hidden")
# So long after the freelancer's own offer a word of the client on it is an answer, and no request.
ANSWER = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Case:
    """What a verdict looks at: the standing, its open findings, whether whole files are missing, the freelancers to whom
    open contracts of this client belong while none was read of the standing's own, and the exports from which the client is back who was erased,
    the rules that could not run, of rows that name no platform the platforms on which the two have contracts, and whether no contract or
    payment of the freelancer was loaded at all, so that none with this client says nothing."""

    standing: Standing
    findings: tuple[Finding, ...]
    refused: tuple[str, ...]
    held_by: tuple[str, ...] = ()
    erased: tuple[str, ...] = ()
    not_run: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    unread: bool = False

    def is_incomplete(self) -> bool:
        """Whether rows or findings are missing that could take freedom back."""
        return bool(self.standing.rows_aside or self.refused or self.held_by or self.erased or self.not_run)

    def scams(self) -> list[Finding]:
        return [f for f in self.findings if f.rule_id.startswith("scam.") and f.severity is not Severity.INFO]

    def own_critical(self) -> list[Finding]:
        own = (Actor.FREELANCER, Actor.BOTH)
        return [f for f in self.findings if f.severity is Severity.CRITICAL and f.actor in own]

    def weighty(self) -> list[Finding]:
        return [f for f in self.findings if f.severity.rank >= Severity.HIGH.rank]

    def own_weighty(self) -> list[Finding]:
        """Those of them in which the freelancer took part, beside offers, which are named by themselves."""
        offers = self.own_offers()
        return [f for f in self.weighty() if f.actor in (Actor.FREELANCER, Actor.BOTH) and f not in offers]

    def reports(self) -> list[Finding]:
        """The freelancer's own reports about the client."""
        return [f for f in self.findings if f.rule_id == "conduct.reported"]

    def asks(self) -> list[Finding]:
        """Findings in which the client asked to leave or to pay outside, not as an answer to the freelancer's own offer."""
        return [
            f
            for f in self._spoken(Actor.CLIENT)
            if not any(timedelta(0) <= f.occurred_at - own.occurred_at <= ANSWER for own in self.own_offers())
        ]

    def own_offers(self) -> list[Finding]:
        """Findings in which the freelancer offered or agreed to leave or to be paid outside."""
        return [f for f in self._spoken(Actor.FREELANCER) if f.severity is not Severity.INFO]

    def own_contacts(self) -> list[Finding]:
        """Findings, high at least, in which the freelancer sent a way to be in touch before there was a contract."""
        return [f for f in self.weighty() if f.rule_id in CONTACTS and f.actor is Actor.FREELANCER]

    def spoke_last(self) -> bool:
        """Whether the freelancer's own offer or agreement came after all that the client asked."""
        return max(f.occurred_at for f in self.own_offers()) >= max(f.occurred_at for f in self.asks())

    def all_declined(self) -> bool:
        """Whether the freelancer said no to each of the client's asks."""
        said_no = (f for f in self.findings if f.rule_id == "conduct.declined" and f.actor is Actor.FREELANCER)
        answered = {(item.table, item.id) for f in said_no for item in f.evidence}
        return all((f.evidence[0].table, f.evidence[0].id) in answered for f in self.asks())

    def _spoken(self, by: Actor) -> list[Finding]:
        return [f for f in self.findings if f.rule_id in ASKS and f.actor is by]


def case_of(standing: Standing, findings: Sequence[Finding], as_of: date) -> Case:
    """The case of one relationship by the findings of it that are open on that day."""
    key = standing.key
    own = (f for f in findings if (f.platform, f.client_id, f.freelancer_id) == key and f.is_open(as_of))
    return Case(standing, tuple(own), ())
