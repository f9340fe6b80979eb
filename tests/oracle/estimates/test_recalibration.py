"""What the past teaches of a model's own mistakes."""

from __future__ import annotations

import numpy as np
import pytest

from regulars.estimates.recalibration import (
    AS_SAID,
    recalibration_of_chances,
    recalibration_of_distributions,
)


def test_chances_that_were_too_high_come_down_to_what_came() -> None:
    rng = np.random.default_rng(2)
    said = rng.random(20_000)
    came = rng.random(20_000) < said**2
    taught = recalibration_of_chances(chance=said, came=came)
    at = np.linspace(0.1, 0.9, 9)
    assert taught(at) == pytest.approx(at**2, abs=0.04)


def test_it_rises_so_the_order_of_customers_stays() -> None:
    rng = np.random.default_rng(3)
    said, came = rng.random(300), rng.random(300) < 0.4
    taught = recalibration_of_chances(chance=said, came=came)
    assert (np.diff(taught(np.linspace(0, 1, 101))) >= 0).all()
    assert (np.diff(taught.said) >= 0).all()


def test_a_few_customers_cannot_bend_it() -> None:
    taught = recalibration_of_chances(chance=[0.3, 0.31, 0.32], came=[1, 1, 1])
    assert taught(np.array([0.31]))[0] == pytest.approx(0.31, abs=0.05)


def test_right_distributions_are_left_as_they_are() -> None:
    drawn = np.random.default_rng(4).random(50_000)
    taught = recalibration_of_distributions(below=drawn, up_to=drawn)
    assert taught.came == pytest.approx(taught.said, abs=0.01)
    assert (taught.came[0], taught.came[-1]) == (0.0, 1.0)


def test_its_inverse_gives_back_what_the_model_must_say() -> None:
    drawn = np.random.default_rng(5).beta(2, 1, 50_000)
    taught = recalibration_of_distributions(below=drawn, up_to=drawn)
    for level in (0.1, 0.5, 0.9):
        assert taught(np.array([taught.inverse(level)]))[0] == pytest.approx(level, abs=1e-9)
    assert AS_SAID.inverse(0.37) == 0.37


def test_lengths_that_differ_are_refused() -> None:
    with pytest.raises(ValueError):
        recalibration_of_chances(chance=[0.1, 0.2], came=[1])
