"""The ledger's tables."""

from regulars.ledger.models.batch import Assertion, Batch, Reject
from regulars.ledger.models.customers import (
    AccountOwner,
    Consent,
    Customer,
    Identity,
    Match,
    Treatment,
)
from regulars.ledger.models.erasure import Erasure, Suppression
from regulars.ledger.models.planned_day import PlannedDay
from regulars.ledger.models.problems import KnownIssue, Problem, ProblemEvent
from regulars.ledger.models.relations import (
    AccountReview,
    Care,
    Contact,
    FollowUp,
    Introduction,
    Perk,
    Referral,
)
from regulars.ledger.models.revision import Revision
from regulars.ledger.models.sales import Order, OrderLine, Product, Rate, Reservation
from regulars.ledger.models.voice import Answer, Claim, Expectation, Review

MODELS: dict[str, type[Revision]] = {
    "customer": Customer,
    "identity": Identity,
    "match": Match,
    "account_owner": AccountOwner,
    "consent": Consent,
    "treatment": Treatment,
    "product": Product,
    "order": Order,
    "order_line": OrderLine,
    "rate": Rate,
    "reservation": Reservation,
    "contact": Contact,
    "problem": Problem,
    "problem_event": ProblemEvent,
    "known_issue": KnownIssue,
    "answer": Answer,
    "review": Review,
    "referral": Referral,
    "claim": Claim,
    "expectation": Expectation,
    "account_review": AccountReview,
    "introduction": Introduction,
    "perk": Perk,
    "care": Care,
    "follow_up": FollowUp,
}

__all__ = [
    "MODELS",
    "AccountOwner",
    "AccountReview",
    "Answer",
    "Assertion",
    "Batch",
    "Care",
    "Claim",
    "Consent",
    "Contact",
    "Customer",
    "Erasure",
    "Expectation",
    "FollowUp",
    "Identity",
    "Introduction",
    "KnownIssue",
    "Match",
    "Order",
    "OrderLine",
    "Perk",
    "PlannedDay",
    "Problem",
    "ProblemEvent",
    "Product",
    "Rate",
    "Referral",
    "Reject",
    "Reservation",
    "Review",
    "Revision",
    "Suppression",
    "Treatment",
]
