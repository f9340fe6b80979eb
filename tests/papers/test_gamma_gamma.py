"""Gamma-Gamma on CDNOW: the figures of science.md, section 1, with x counting repeat purchases."""

import numpy as np
import pytest

from regulars.estimates.gamma_gamma import GammaGamma, expected_value, fit_gamma_gamma

PUBLISHED = GammaGamma(6.25, 3.74, 15.45, -4055.92, 946)


def test_a_customer_s_value_lies_between_his_own_mean_and_the_population_s() -> None:
    # 24.659 with all digits of the fit, as tested below; the printed ones give two cents more.
    assert expected_value(PUBLISHED, x=[2], mean_value=[22.35])[0] == pytest.approx(24.66, abs=0.01)


def test_without_purchases_the_value_is_the_population_s_mean() -> None:
    value = expected_value(PUBLISHED, x=[0, 0], mean_value=[np.nan, 99.0])
    assert value == pytest.approx([6.25 * 15.45 / 2.74] * 2, rel=1e-12)


def test_the_fit_gives_the_published_parameters(cdnow_summary: dict[str, np.ndarray]) -> None:
    model = _fitted(cdnow_summary)
    assert (round(model.p, 2), round(model.q, 2), round(model.v, 2)) == (6.25, 3.74, 15.45)
    assert model.customers == 946


def test_the_fit_gives_the_published_values(cdnow_summary: dict[str, np.ndarray]) -> None:
    value = expected_value(_fitted(cdnow_summary), x=[2, 0], mean_value=[22.35, np.nan])
    assert value == pytest.approx([24.659, 35.17], abs=0.005)
    assert value[0] == pytest.approx(24.659, abs=0.0005)


def test_a_fit_of_the_orders_themselves_agrees_to_the_printed_digits(
    cdnow: dict[str, np.ndarray],
) -> None:
    model = fit_gamma_gamma(
        x=cdnow["x"], mean_value=cdnow["mean_value"], count=np.ones_like(cdnow["x"])
    )
    assert (model.p, model.q, model.v) == pytest.approx((6.25, 3.74, 15.45), abs=0.01)


def _fitted(summary: dict[str, np.ndarray]) -> GammaGamma:
    x = summary["x"]
    return fit_gamma_gamma(x=x, mean_value=summary["zbar"], count=np.ones_like(x))
