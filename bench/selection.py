"""How good and how fast the selection solver is: lines `name value unit`.

    python -m bench.selection [--seeds 3]

Proven gaps need a bound, so nothing here is compared with a limit of the machine; goals are noted beside each case.
`dense`: every proposal needs some of every limit (Chu & Beasley 1998, tightness one half). `windowed`: each needs
one to three of five kinds over one to three of ten quarters, the way real proposals do, which is the harder case.
"""

import argparse
import time

import numpy as np

from services.planning.selections.solver import Problem, solve
from services.planning.selections.solver_explain import explain


def dense(size: int, limits: int, seed: int) -> Problem:
    random = np.random.default_rng(seed)
    needs = random.integers(1, 1000, (size, limits)).astype(np.float64)
    values = needs.mean(axis=1) + 500 * random.random(size)
    return Problem(values=values, needs=needs, limits=np.floor(needs.sum(axis=0) / 2))


def windowed(size: int, seed: int, kinds: int = 5, quarters: int = 10) -> Problem:
    random = np.random.default_rng(seed)
    needs = np.zeros((size, kinds, quarters))
    for proposal in needs:
        first = int(random.integers(0, quarters))
        last = min(quarters, first + int(random.integers(1, 4)))
        for kind in random.choice(kinds, random.integers(1, 4), replace=False):
            proposal[kind, first:last] = random.integers(1, 20, last - first)
    flat = needs.reshape(size, kinds * quarters)
    values = np.round(flat.sum(axis=1) * random.lognormal(0, 0.5, size), 1) + 1
    return Problem(values=values, needs=flat, limits=np.floor(flat.sum(axis=0) * 0.4))


def quarterly(size: int, seed: int) -> Problem:
    """Each proposal takes money and people of one of four quarters: eight limits."""
    random = np.random.default_rng(seed)
    needs = np.zeros((size, 8))
    quarter = random.integers(0, 4, size)
    needs[np.arange(size), quarter] = random.integers(20, 400, size)
    needs[np.arange(size), 4 + quarter] = random.integers(1, 12, size)
    values = np.round(random.lognormal(11, 1, size))
    return Problem(values=values, needs=needs, limits=np.floor(needs.sum(axis=0) * 0.35))


def report(name: str, problem: Problem, *, gap: float, deadline: float) -> None:
    result = solve(problem, deadline_seconds=deadline, gap=gap)
    print(f"{name}_gap {100 * result.gap:.4f} %")
    print(f"{name}_time {result.seconds:.2f} s")


def report_explanation(name: str, problem: Problem, *, deadline: float) -> None:
    began = time.monotonic()
    result = solve(problem, deadline_seconds=deadline / 2, gap=0.001)
    told = explain(problem, result, deadline_seconds=deadline / 2 - 1)
    print(f"{name}_solve_and_explain_time {time.monotonic() - began:.2f} s")
    widths = [
        item.regret_at_most - item.regret
        for item in told
        if item.regret_at_most is not None and item.regret is not None
    ]
    print(f"{name}_explained {len(widths)} proposals")
    print(f"{name}_regret_width_median {100 * float(np.median(widths)) / result.value:.4f} % of the plan")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=3)
    for seed in range(1, parser.parse_args().seeds + 1):
        report(f"selection_10000x10_dense_{seed}", dense(10_000, 10, seed), gap=0.001, deadline=5)
        report(f"selection_300x50_dense_{seed}", dense(300, 50, seed), gap=0.005, deadline=10)
        report(f"selection_300x50_windowed_{seed}", windowed(300, seed), gap=0.005, deadline=10)
        report_explanation(f"selection_664x8_{seed}", quarterly(664, seed), deadline=10)


if __name__ == "__main__":
    main()
