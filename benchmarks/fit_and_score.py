"""Fitting and scoring 1,000,000 customers beside `lifetimes` 0.11.3, in the same run.

Both fit the MBG/NBD on the same histories and give P(active) and the purchases expected in the next
52 weeks of every customer. `lifetimes` lives in an environment of its own that goes at the end: it
is no dependency. What is compared is the work alone, without loading Python or the data.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.results import Result

CUSTOMERS = 1_000_000
RUNS = 1
SAME = 1e-4
"""Of the log-likelihood, by which the two fits may differ."""
NEEDS = ("lifetimes==0.11.3", "numpy<2", "pandas<2.2", "scipy<1.12", "setuptools<80")

OURS = """
import json, sys, time
import numpy as np
from regulars.book.expect_fit import MOST_CUSTOMERS_TO_FIT
from regulars.estimates.beta_geometric import fit_mbg_nbd
from regulars.estimates.expected_purchases import expected_purchases
from regulars.estimates.probability_active import probability_active

data = np.load(sys.argv[1])
began = time.perf_counter()
days = np.array([data["x"], data["t_x"], data["age"]]).astype(np.int64)
key = (days[0] * 4096 + days[1]) * 4096 + days[2]
_, first, of_customer = np.unique(key, return_index=True, return_inverse=True)
groups = {name: data[name][first] / (1 if name == "x" else 7) for name in ("x", "t_x", "age")}
some = of_customer[:: max(1, len(of_customer) // MOST_CUSTOMERS_TO_FIT)]
told = np.bincount(some, minlength=len(first))
used = told > 0
fitted = {name: column[used] for name, column in groups.items()}
model = fit_mbg_nbd(**fitted, count=told[used])
active = probability_active(model, **groups)[of_customer]
ahead = expected_purchases(model, **groups, horizon=52.0)[of_customer]
seconds = time.perf_counter() - began
print(json.dumps({"seconds": seconds, "parameters": [model.r, model.alpha, model.a, model.b],
                  "active": float(active.mean()), "ahead": float(ahead.mean())}))
"""

THEIRS = """
import json, sys, time, warnings
import numpy as np
warnings.simplefilter("ignore")
from lifetimes import ModifiedBetaGeoFitter

data = np.load(sys.argv[1])
x, t_x, age = data["x"].astype(float), data["t_x"] / 7, data["age"] / 7
began = time.perf_counter()
model = ModifiedBetaGeoFitter(penalizer_coef=0.0).fit(x, t_x, age)
active = np.asarray(model.conditional_probability_alive(x, t_x, age))
ahead = np.asarray(model.conditional_expected_number_of_purchases_up_to_time(52.0, x, t_x, age))
seconds = time.perf_counter() - began
p = model.params_
print(json.dumps({"seconds": seconds, "parameters": [float(p[n]) for n in ("r", "alpha", "a", "b")],
                  "active": float(active.mean()), "ahead": float(ahead.mean())}))
"""


class NotTheSame(RuntimeError):
    """The two fits are not of one likelihood, so their times say nothing."""


@dataclass(frozen=True)
class Told:
    """What one side said. Units: seconds of the work alone."""

    seconds: float
    parameters: tuple[float, ...]
    active: float
    ahead: float


def measure() -> Result:
    """Both in turn; times of two fits that are not of one likelihood say nothing."""
    with tempfile.TemporaryDirectory() as place:
        histories = Path(place) / "histories.npz"
        np.savez(histories, **made(CUSTOMERS))
        theirs_python = _environment(Path(place) / "theirs")
        pairs = [
            (_told(theirs_python, THEIRS, histories), _told(sys.executable, OURS, histories))
            for _ in range(RUNS)
        ]
        apart = _apart(histories, pairs[0][1].parameters, pairs[0][0].parameters)
    ours = float(np.median([one.seconds for _, one in pairs]))
    theirs = float(np.median([one.seconds for one, _ in pairs]))
    return Result(
        name="fit_and_score",
        what=f"MBG/NBD fitted, P(active) and purchases expected of {CUSTOMERS:,} customers "
        f"({theirs / ours:.0f} times as fast; log-likelihoods apart by {apart:.0e} of theirs)",
        seconds=ours,
        baseline="lifetimes 0.11.3, the same",
        baseline_seconds=theirs,
        peak_mib=None,
    )


def made(customers: int) -> dict[str, np.ndarray]:
    """Customers as the MBG/NBD has them, watched for up to two years, in whole days."""
    rng = np.random.default_rng(11)
    age = rng.integers(30, 731, customers)
    rate = rng.gamma(0.6, 1 / 30.0, customers)
    leaves = rng.beta(0.9, 2.2, customers)
    x, t_x = np.zeros(customers, dtype=np.int64), np.zeros(customers)
    # The first purchase may be the last one; a day has one purchase at most.
    here = np.flatnonzero(rng.random(customers) >= leaves)
    at = np.zeros(customers)
    while len(here):
        at[here] = np.floor(at[here] + rng.exponential(1 / rate[here])) + 1
        here = here[at[here] <= age[here]]
        x[here] += 1
        t_x[here] = at[here]
        here = here[rng.random(len(here)) >= leaves[here]]
    return {"x": x, "t_x": t_x.astype(np.int64), "age": age}


def _environment(place: Path) -> str:
    uv = Path(sys.executable).with_name("uv")
    subprocess.run([uv, "venv", "--quiet", "--python", sys.executable, place], check=True)
    python = str(place / "bin" / "python")
    subprocess.run([uv, "pip", "install", "--quiet", "--python", python, *NEEDS], check=True)
    return python


def _told(python: str, script: str, histories: Path) -> Told:
    ran = subprocess.run(
        [python, "-c", script, str(histories)], capture_output=True, text=True, check=True
    )
    told = json.loads(ran.stdout.splitlines()[-1])
    return Told(told["seconds"], tuple(told["parameters"]), told["active"], told["ahead"])


def _apart(histories: Path, ours: tuple[float, ...], theirs: tuple[float, ...]) -> float:
    """How much less likely ours makes the histories, as a share. Raises: NotTheSame."""
    from regulars.estimates.beta_geometric_likelihood import beta_geometric_log_likelihood

    data = np.load(histories)
    likelihood = beta_geometric_log_likelihood(
        x=data["x"].astype(np.float64),
        t_x=data["t_x"] / 7,
        age=data["age"] / 7,
        count=np.ones(len(data["x"])),
    )
    own, other = (float(likelihood(np.log(one))[0]) for one in (ours, theirs))
    apart = abs(own - other) / abs(other)
    if apart > SAME:
        raise NotTheSame(f"Log-likelihoods {own:.2f} and {other:.2f} are {apart:.1e} apart.")
    return apart
