"""The Gamma–Poisson predictive against the figure computed for the design."""

import numpy as np
import pytest

from regulars.estimates.emerging_topics import emerging_topics


def test_nine_in_800_after_twelve_in_4000_is_chance_once_in_290() -> None:
    found = emerging_topics(before=[12], now=[9], exposure_before=4000, exposure_now=800)
    assert found.probability[0] == pytest.approx(0.0035, abs=5e-5)
    assert found.is_emerging[0]
    assert found.expected[0] == pytest.approx(2.5)


def test_among_many_topics_the_same_is_no_finding() -> None:
    quiet = 99
    found = emerging_topics(
        before=[12] + [12] * quiet, now=[9] + [2] * quiet, exposure_before=4000, exposure_now=800
    )
    assert found.probability[0] == pytest.approx(0.0035, abs=5e-5)
    assert found.false_share[0] == pytest.approx(100 * found.probability[0])
    assert not found.is_emerging.any()


def test_benjamini_and_hochberg_is_the_published_procedure() -> None:
    """Benjamini & Hochberg (1995), table of 15 p-values: at 5% they reject the first four."""
    from scipy import stats

    published = [
        0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262,
        0.5719, 0.6528, 0.7590, 1.0,
    ]  # fmt: skip
    assert (stats.false_discovery_control(np.array(published)) <= 0.05).sum() == 4
