"""NBD on CDNOW, in which nobody leaves: the figures of science.md, section 1."""

import numpy as np
import pytest

from regulars.estimates.expected_purchases import expected_purchases
from regulars.estimates.nbd import fit_nbd


def test_the_fit_and_its_errors_are_the_published_ones(cdnow: dict[str, np.ndarray]) -> None:
    histories = {name: cdnow[name] for name in ("x", "t_x", "age")}
    model = fit_nbd(**histories, count=np.ones_like(cdnow["x"]))
    assert (round(model.r, 4), round(model.alpha, 3)) == (0.3848, 12.072)
    assert round(model.log_likelihood, 2) == -9763.66
    expected = expected_purchases(model, **histories, horizon=39)
    error = expected - cdnow["purchases_after"]
    assert np.abs(error).mean() == pytest.approx(1.041, abs=0.0005)
    assert np.sqrt((error**2).mean()) == pytest.approx(1.860, abs=0.0005)
    assert expected.sum() / cdnow["purchases_after"].sum() - 1 == pytest.approx(0.557, abs=0.0005)
