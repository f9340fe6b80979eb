"""Every table of the truth. Adding one: its file, one line here, one in `make_world`."""

from __future__ import annotations

from regulars.world.truth.accounts import ACCOUNT_TRUTH, FIT_TRUTH, WHITE_SPACE_TRUTH
from regulars.world.truth.customer import CUSTOMER_TRUTH
from regulars.world.truth.exposure import EXPOSURE_TRUTH
from regulars.world.truth.happened import CARE_TRUTH, CONTACT_TRUTH, REFERRAL_TRUTH
from regulars.world.truth.house import ASPECT_TRUTH, CLAIM_TRUTH, VALUE_TRUTH
from regulars.world.truth.made_with import WORLD_TRUTH
from regulars.world.truth.response import RESPONSE_TRUTH
from regulars.world.truth.said import TEXT_TRUTH
from regulars.world.truth.table import TruthTable
from regulars.world.truth.trouble import TROUBLE_TRUTH

TRUTH: tuple[TruthTable, ...] = (
    WORLD_TRUTH,
    CUSTOMER_TRUTH,
    RESPONSE_TRUTH,
    TROUBLE_TRUTH,
    EXPOSURE_TRUTH,
    TEXT_TRUTH,
    ASPECT_TRUTH,
    CLAIM_TRUTH,
    VALUE_TRUTH,
    WHITE_SPACE_TRUTH,
    ACCOUNT_TRUTH,
    FIT_TRUTH,
    CONTACT_TRUTH,
    CARE_TRUTH,
    REFERRAL_TRUTH,
)
