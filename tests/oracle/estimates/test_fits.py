"""What the fits give on customers whose parameters are known, and what they refuse."""

import numpy as np
import pytest

from regulars.estimates.beta_geometric import BetaGeometric, fit_mbg_nbd
from regulars.estimates.gamma_gamma import GammaGamma, fit_gamma_gamma
from regulars.estimates.maximum_likelihood import NotFitted

TRUTH = (0.8, 5.0, 0.7, 2.5)
VALUE_TRUTH = (4.0, 3.5, 20.0)
Histories = dict[str, np.ndarray]


@pytest.fixture(scope="module")
def histories() -> Histories:
    return simulated_histories(np.random.default_rng(5), 4000)


@pytest.fixture(scope="module")
def model(histories: Histories) -> BetaGeometric:
    return fit_mbg_nbd(**histories, count=np.ones(4000))


def test_the_true_parameters_lie_within_three_standard_errors(model: BetaGeometric) -> None:
    found = np.log([model.r, model.alpha, model.a, model.b])
    error = np.sqrt(np.diag(model.covariance_of_log_parameters))
    assert (error < 0.5).all()
    assert (np.abs(found - np.log(TRUTH)) < 3 * error).all()


def test_groups_with_counts_give_the_fit_of_the_single_customers(
    histories: Histories, model: BetaGeometric
) -> None:
    rows = np.stack(list(histories.values()), axis=1)
    groups, count = np.unique(rows, axis=0, return_counts=True)
    assert len(groups) < len(rows)
    grouped = fit_mbg_nbd(x=groups[:, 0], t_x=groups[:, 1], age=groups[:, 2], count=count)
    assert (grouped.r, grouped.alpha) == pytest.approx((model.r, model.alpha), rel=1e-9)
    assert (grouped.a, grouped.b) == pytest.approx((model.a, model.b), rel=1e-9)
    assert grouped.customers == model.customers == 4000


def test_another_time_unit_scales_alpha_alone(histories: Histories, model: BetaGeometric) -> None:
    in_days = fit_mbg_nbd(
        x=histories["x"], t_x=histories["t_x"] * 7, age=histories["age"] * 7, count=np.ones(4000)
    )
    assert in_days.alpha == pytest.approx(7 * model.alpha, rel=1e-9)
    assert (in_days.r, in_days.a, in_days.b) == pytest.approx((model.r, model.a, model.b), rel=1e-9)


def test_the_same_histories_give_the_same_bytes(histories: Histories, model: BetaGeometric) -> None:
    again = fit_mbg_nbd(**histories, count=np.ones(4000))
    assert (again.r, again.alpha, again.a, again.b) == (model.r, model.alpha, model.a, model.b)
    matrix = model.covariance_of_log_parameters
    assert again.covariance_of_log_parameters.tobytes() == matrix.tobytes()


def test_too_few_customers_are_refused_with_the_numbers(histories: Histories) -> None:
    few = {name: column[:99] for name, column in histories.items()}
    with pytest.raises(NotFitted, match=r"^99 customers, \d+ of whom bought again, are too few"):
        fit_mbg_nbd(**few, count=np.ones(99))


def test_too_few_repeat_customers_are_refused() -> None:
    with pytest.raises(NotFitted, match="1000 customers, 49 of whom bought again"):
        fit_mbg_nbd(x=[0, 1], t_x=[0, 3], age=[9, 9], count=[951, 49])


def test_no_customers_are_refused_not_divided_by() -> None:
    with pytest.raises(NotFitted, match="0 customers"):
        fit_mbg_nbd(x=[], t_x=[], age=[], count=[])


def test_histories_without_any_time_are_refused() -> None:
    with pytest.raises(NotFitted, match="watched for any time"):
        fit_mbg_nbd(x=[1], t_x=[0], age=[0], count=[500])


def test_customers_who_never_leave_have_no_parameters_of_leaving() -> None:
    ages = np.full(400, 52.0)
    x = np.random.default_rng(1).poisson(np.random.default_rng(2).gamma(2, 5, 400)) + 1.0
    with pytest.raises(NotFitted, match=r"Parameter \w+ ran off to the border"):
        fit_mbg_nbd(x=x, t_x=ages, age=ages, count=np.ones(400))


@pytest.mark.parametrize(
    ("x", "t_x", "age"),
    [(-1, 0, 5), (0.5, 1, 5), (1, 6, 5), (0, 1, 5), (1, -1, 5), (1, 1, np.nan), (1, 1, np.inf)],
)
def test_a_row_that_is_no_history_is_named(x: float, t_x: float, age: float) -> None:
    with pytest.raises(ValueError, match="Row 1 is no purchase history"):
        fit_mbg_nbd(x=[1, x], t_x=[1, t_x], age=[5, age], count=[1, 1])


def test_columns_that_do_not_align_are_refused() -> None:
    with pytest.raises(ValueError, match="do not align"):
        fit_mbg_nbd(x=[1, 1], t_x=[1], age=[5, 5], count=[1, 1])
    with pytest.raises(ValueError, match="A count is negative"):
        fit_mbg_nbd(x=[1, 1], t_x=[1, 1], age=[5, 5], count=[1, -1])


def test_the_true_value_parameters_are_found() -> None:
    model = _value_fit(20_000)
    assert (model.p, model.q, model.v) == pytest.approx(VALUE_TRUTH, rel=0.1)
    mean = model.p * model.v / (model.q - 1)
    assert mean == pytest.approx(4.0 * 20.0 / 2.5, rel=0.02)


def test_minor_units_scale_v_alone() -> None:
    major, minor = _value_fit(2_000), _value_fit(2_000, unit=100)
    assert (minor.p, minor.q) == pytest.approx((major.p, major.q), rel=1e-9)
    assert minor.v == pytest.approx(100 * major.v, rel=1e-9)


def test_too_few_values_are_refused() -> None:
    with pytest.raises(NotFitted, match="99 customers with a value are too few"):
        fit_gamma_gamma(x=[0, 1, 2], mean_value=[np.nan, 9, 8], count=[1000, 50, 49])


def test_equal_values_are_refused() -> None:
    with pytest.raises(NotFitted, match="border"):
        fit_gamma_gamma(x=np.ones(500), mean_value=np.full(500, 9.0), count=np.ones(500))


def test_values_without_a_population_mean_are_refused() -> None:
    random = np.random.default_rng(3)
    x = 1.0 + random.poisson(2.0, 3000)
    values = random.gamma(5.0 * x) / random.gamma(0.6, 1 / 10, 3000) / x
    with pytest.raises(NotFitted, match=r"q=0\.\d+.*no mean"):
        fit_gamma_gamma(x=x, mean_value=values, count=np.ones(3000))


@pytest.mark.parametrize("value", [0.0, -1.0, np.nan, np.inf])
def test_a_value_that_is_no_amount_is_named(value: float) -> None:
    with pytest.raises(ValueError, match="Row 1 has no usable value"):
        fit_gamma_gamma(x=[1, 1], mean_value=[9, value], count=[1, 1])


def simulated_histories(random: np.random.Generator, customers: int) -> Histories:
    """Purchase by purchase: each customer has a rate, and leaves with a chance after each one."""
    r, alpha, a, b = TRUTH
    rates, chances = random.gamma(r, 1 / alpha, customers), random.beta(a, b, customers)
    ages = random.integers(20, 80, customers) / 1.0
    columns = []
    for rate, chance, age in zip(rates, chances, ages, strict=True):
        purchases, last, now = 0, 0.0, 0.0
        while random.random() >= chance:
            now += random.exponential(1 / rate)
            if now > age:
                break
            purchases, last = purchases + 1, now
        columns.append((float(purchases), last, age))
    return dict(zip(("x", "t_x", "age"), np.array(columns).T, strict=True))


def _value_fit(customers: int, unit: float = 1.0) -> GammaGamma:
    random = np.random.default_rng(7)
    p, q, v = VALUE_TRUTH
    x = 1.0 + random.poisson(1.5, customers)
    values = random.gamma(p * x) / random.gamma(q, 1 / v, customers) / x
    return fit_gamma_gamma(x=x, mean_value=unit * values, count=np.ones(customers))
