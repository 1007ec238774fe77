"""Petersen's seven project selections with their published optimal values."""

from pathlib import Path

import numpy as np

from services.planning.selections.solver import Problem


def petersen() -> list[tuple[Problem, float]]:
    """(problem, optimal value) of each."""
    blocks = (Path(__file__).parent / "mknap1.txt").read_text().split("problem ")[1:]
    problems = []
    for block in blocks:
        head, values, *needs, limits = block.strip().splitlines()
        numbers = [np.array(line.split(), dtype=np.float64) for line in (values, *needs, limits)]
        problem = Problem(values=numbers[0], needs=np.array(numbers[1:-1]).T, limits=numbers[-1])
        problems.append((problem, float(head.split()[-1])))
    return problems
