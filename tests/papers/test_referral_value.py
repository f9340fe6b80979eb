"""Customer referral value, type 1 and type 2: the figures of science.md, section 2."""

import pytest

from regulars.estimates.referral_value import referral_value


def test_two_who_came_through_them_and_one_who_would_have_come_anyway() -> None:
    value = referral_value(
        net=[100, 120], net_years=[0, 1], saving=[25], saving_years=[1], rate=0.1
    )
    assert value == pytest.approx(231.82, abs=0.005)


def test_who_would_have_come_anyway_brings_only_what_it_saved_to_win_them() -> None:
    assert referral_value(net=[], net_years=[], saving=[25], saving_years=[0], rate=0.1) == 25.0
    assert referral_value(net=[], net_years=[], saving=[], saving_years=[], rate=0.1) == 0.0


def test_without_a_discount_all_payments_count_in_full() -> None:
    value = referral_value(net=[10, 20], net_years=[1, 5], saving=[3], saving_years=[9], rate=0.0)
    assert value == 33.0


def test_what_cannot_be_discounted_is_refused() -> None:
    with pytest.raises(ValueError, match="-1"):
        referral_value(net=[1], net_years=[1], saving=[], saving_years=[], rate=-1.0)
    with pytest.raises(ValueError, match="1 payments with 2 years"):
        referral_value(net=[1], net_years=[1, 2], saving=[], saving_years=[], rate=0.1)
