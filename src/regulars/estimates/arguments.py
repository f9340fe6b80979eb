"""What an argument given to an estimate must be; apart, so that all refuse the same faults."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def purchase_history(
    *, x: npt.ArrayLike, t_x: npt.ArrayLike, age: npt.ArrayLike
) -> tuple[Floats, Floats, Floats]:
    """
    The three columns of a purchase history as float64, refused when they contradict each other.

    x: repeat purchases; t_x: time of the last one; age: time watched; from the first purchase on.

    Shape:  (rows,) each; row order as given.
    Units:  recency and age in one unit, same origin.
    Null:   NaN is refused: leave out who never bought.
    Raises: ValueError when the lengths differ, or a row breaks 0 <= t_x <= age, x a whole
            number, or t_x = 0 where x = 0.
    """
    repeats, recency, watched = aligned(x, t_x, age)
    possible = (repeats >= 0) & (recency >= 0) & (recency <= watched) & np.isfinite(watched)
    told = possible & (repeats == np.floor(repeats)) & ((repeats > 0) | (recency == 0))
    if not told.all():
        row = int(np.argmin(told))
        raise ValueError(
            f"Row {row} is no purchase history: x={repeats[row]}, t_x={recency[row]}, "
            f"age={watched[row]}. Give whole x >= 0, 0 <= t_x <= age, and t_x = 0 where x = 0."
        )
    return repeats, recency, watched


def purchase_values(*, x: npt.ArrayLike, mean_value: npt.ArrayLike) -> tuple[Floats, Floats]:
    """
    Purchases and their mean value as float64, the mean set to 0 where there is no purchase.

    Shape:  (rows,) each; row order as given.
    Units:  any one currency, major or minor units.
    Null:   the mean may be NaN where x = 0, nowhere else.
    Raises: ValueError when the lengths differ, x is no whole number, or a mean of x > 0
            purchases is not a positive amount.
    """
    purchases, means = aligned(x, mean_value)
    whole = (purchases >= 0) & (purchases == np.floor(purchases))
    told = whole & ((purchases == 0) | ((means > 0) & np.isfinite(means)))
    if not told.all():
        row = int(np.argmin(told))
        raise ValueError(
            f"Row {row} has no usable value: x={purchases[row]}, mean_value={means[row]}. "
            "Leave free and refunded purchases out of both x and the mean."
        )
    return purchases, np.where(purchases > 0, means, 0.0)


def customers_per_row(rows: Floats, count: npt.ArrayLike) -> Floats:
    """
    The number of customers in each row as float64.

    Shape:  (rows,).
    Raises: ValueError when it does not align with the rows, or one is negative or not finite.
    """
    _, customers = aligned(rows, count)
    if not (np.isfinite(customers) & (customers >= 0)).all():
        raise ValueError("A count is negative or no number: give how many customers each row has.")
    return customers


def time_ahead(horizon: float) -> float:
    """
    The horizon, refused when it is no length of time.

    Raises: ValueError when it is negative, infinite or NaN.
    """
    if not 0 <= horizon < np.inf:
        raise ValueError(f"The horizon is {horizon}: give a time of 0 or more.")
    return horizon


def interval_ends(level: float) -> tuple[float, float]:
    """
    The probabilities below the two ends of a central interval.

    Raises: ValueError when level is not strictly between 0 and 1.
    """
    if not 0 < level < 1:
        raise ValueError(f"The level is {level}: give a share between 0 and 1, such as 0.8.")
    return (1 - level) / 2, (1 + level) / 2


def aligned(*columns: npt.ArrayLike) -> tuple[Floats, ...]:
    """
    The columns as float64.

    Shape:  (rows,) each; row order as given.
    Raises: ValueError when one is not flat, or the lengths differ.
    """
    arrays = tuple(np.asarray(column, dtype=np.float64) for column in columns)
    shapes = [array.shape for array in arrays]
    if any(len(shape) != 1 or shape != shapes[0] for shape in shapes):
        raise ValueError(
            f"Columns of shapes {shapes} do not align: give flat arrays of one length."
        )
    return arrays
