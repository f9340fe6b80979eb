"""Kaplan–Meier on the published remission times of 21 leukaemia patients given 6-MP."""

import pytest

from regulars.estimates.survival import survival, time_until

# Freireich et al. (1963), as in Kalbfleisch & Prentice (1980): weeks; those of the second list had
# not relapsed when last seen.
RELAPSED = [6, 6, 6, 7, 10, 13, 16, 22, 23]
WATCHED = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
PUBLISHED = {
    6: 0.857, 7: 0.807, 10: 0.753, 13: 0.690, 16: 0.627, 22: 0.538, 23: 0.448,
}  # fmt: skip


def test_the_published_curve_and_its_median() -> None:
    curve = survival(
        time=RELAPSED + WATCHED,
        ended=[1] * len(RELAPSED) + [0] * len(WATCHED),
        count=[1] * 21,
    )
    assert dict(zip(curve.times, curve.share.round(3), strict=True)) == pytest.approx(PUBLISHED)
    assert curve.at_risk.tolist() == [21, 17, 15, 12, 11, 7, 6]
    assert time_until(curve).time == 23


def test_greenwoods_standard_error_is_the_published_one() -> None:
    curve = survival(
        time=RELAPSED + WATCHED,
        ended=[1] * len(RELAPSED) + [0] * len(WATCHED),
        count=[1] * 21,
    )
    errors = curve.share * curve.variance_sum**0.5
    assert errors[0] == pytest.approx(0.0764, abs=1e-4)
    assert errors[-1] == pytest.approx(0.1346, abs=1e-4)
