"""The closed vocabularies of the contract, as enums: a state is never a string compared twice."""

from __future__ import annotations

from enum import StrEnum


class Severity(StrEnum):
    """How bad a finding is; `rank` orders them, `weight` is its share in a relationship's risk."""

    INFO = "info"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        return list(Severity).index(self)

    @property
    def weight(self) -> float:
        return (0.0, 0.1, 0.25, 0.5, 0.8)[self.rank]


class Actor(StrEnum):
    """Who did what a finding is about."""

    CLIENT = "client"
    FREELANCER = "freelancer"
    BOTH = "both"
    UNKNOWN = "unknown"


class Stance(StrEnum):
    """How the speaker relates to what was detected."""

    OFFER = "offer"
    REQUEST = "request"
    ACCEPT = "accept"
    DECLINE = "decline"
    MENTION = "mention"


class Category(StrEnum):
    """What a detection is."""

    EMAIL = "email"
    PHONE = "phone"
    URL = "url"
    MESSENGER = "messenger"
    SOCIAL = "social"
    MEETING = "meeting"
    POSTAL_ADDRESS = "postal_address"
    PAYMENT_APP = "payment_app"
    PAYMENT_HANDLE = "payment_handle"
    IBAN = "iban"
    CARD = "card"
    CRYPTO = "crypto"
    CONTACT_REQUEST = "contact_request"
    LEAVE_PLATFORM = "leave_platform"
    OFF_PLATFORM_PAYMENT = "off_platform_payment"
    FEE_AVOIDANCE = "fee_avoidance"
    CODED_LANGUAGE = "coded_language"
    ONE_OFF = "one_off"
    BIGGER_PROMISE = "bigger_promise"
    REVIEW_TRADE = "review_trade"
    ACCOUNT_SHARING = "account_sharing"


class FindingStatus(StrEnum):
    """Where a finding stands between runs and reviews."""

    NEW = "new"
    OPEN = "open"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    ACCEPTED = "accepted"


class State(StrEnum):
    """Eligibility state of a relationship; the first that applies wins, in this order."""

    FEE_PAID = "fee_paid"
    ENTERPRISE_AGREEMENT = "enterprise_agreement"
    BLOCKED_ACTIVE_CONTRACT = "blocked_active_contract"
    EXEMPT_ORIGIN = "exempt_origin"
    ORIGIN_DISPUTED = "origin_disputed"
    NEVER_CONTRACTED = "never_contracted"
    ELIGIBLE = "eligible"
    WAITING = "waiting"


class Verdict(StrEnum):
    """What to do with a relationship; the first that applies wins, in this order."""

    REPORT_AND_STOP = "report_and_stop"
    STOP_AND_REVIEW = "stop_and_review"
    STAY_ON_PLATFORM = "stay_on_platform"
    CONFIRM_ORIGIN = "confirm_origin"
    CONFIRM_TERMS = "confirm_terms"
    REPAIR_DATA = "repair_data"
    CHECK_MESSAGES = "check_messages"
    CLEAR_FINDINGS_FIRST = "clear_findings_first"
    FREE_TO_LEAVE = "free_to_leave"
    NO_RELATIONSHIP_YET = "no_relationship_yet"
    WAIT = "wait"


# Something is missing that may take freedom back.
UNSURE = frozenset({Verdict.CONFIRM_ORIGIN, Verdict.CONFIRM_TERMS, Verdict.REPAIR_DATA, Verdict.CHECK_MESSAGES})


class Redaction(StrEnum):
    """How much of people's data the outputs show."""

    NONE = "none"
    PARTIAL = "partial"
    FULL = "full"
