"""The fact tables as plain data. Adding one: its file, and one line in `CONTRACTS`."""

from regulars.contracts.account_owner import ACCOUNT_OWNER
from regulars.contracts.account_review import ACCOUNT_REVIEW
from regulars.contracts.answer import ANSWER
from regulars.contracts.care import CARE
from regulars.contracts.claim import CLAIM
from regulars.contracts.column import Column, Type
from regulars.contracts.consent import CONSENT
from regulars.contracts.contact import CONTACT
from regulars.contracts.contract import SOURCE, SOURCE_ID, Contract
from regulars.contracts.customer import CUSTOMER
from regulars.contracts.expectation import EXPECTATION
from regulars.contracts.follow_up import FOLLOW_UP
from regulars.contracts.identity import CUSTOMER_IDS, IDENTITY, customer_id
from regulars.contracts.introduction import INTRODUCTION
from regulars.contracts.known_issue import KNOWN_ISSUE
from regulars.contracts.match import MATCH
from regulars.contracts.order import ORDER
from regulars.contracts.order_line import ORDER_LINE
from regulars.contracts.perk import PERK
from regulars.contracts.problem import PROBLEM
from regulars.contracts.problem_event import PROBLEM_EVENT
from regulars.contracts.product import PRODUCT
from regulars.contracts.rate import RATE
from regulars.contracts.referral import REFERRAL
from regulars.contracts.reservation import RESERVATION
from regulars.contracts.review import REVIEW
from regulars.contracts.treatment import TREATMENT

CONTRACTS: tuple[Contract, ...] = (
    CUSTOMER,
    IDENTITY,
    MATCH,
    ACCOUNT_OWNER,
    CONSENT,
    TREATMENT,
    PRODUCT,
    ORDER,
    ORDER_LINE,
    RATE,
    RESERVATION,
    CONTACT,
    PROBLEM,
    PROBLEM_EVENT,
    KNOWN_ISSUE,
    ANSWER,
    REVIEW,
    REFERRAL,
    CLAIM,
    EXPECTATION,
    ACCOUNT_REVIEW,
    INTRODUCTION,
    PERK,
    CARE,
    FOLLOW_UP,
)
BY_FACT: dict[str, Contract] = {contract.fact: contract for contract in CONTRACTS}

__all__ = [
    "ACCOUNT_OWNER",
    "ACCOUNT_REVIEW",
    "ANSWER",
    "BY_FACT",
    "CARE",
    "CLAIM",
    "CONSENT",
    "CONTACT",
    "CONTRACTS",
    "CUSTOMER",
    "CUSTOMER_IDS",
    "EXPECTATION",
    "FOLLOW_UP",
    "IDENTITY",
    "INTRODUCTION",
    "KNOWN_ISSUE",
    "MATCH",
    "ORDER",
    "ORDER_LINE",
    "PERK",
    "PROBLEM",
    "PROBLEM_EVENT",
    "PRODUCT",
    "RATE",
    "REFERRAL",
    "RESERVATION",
    "REVIEW",
    "SOURCE",
    "SOURCE_ID",
    "TREATMENT",
    "Column",
    "Contract",
    "Type",
    "customer_id",
]
