"""From a total to a figure, or to the reason why there is none (pure)."""

from dataclasses import dataclass
from typing import Literal

from services.performance.measures.service import How, Total

State = Literal["ok", "no_data", "no_base", "mixed_currency", "withheld"]
"""`no_data`: the whole company has nothing of the kind in the period; `no_base`: this subject has nothing to divide by;
`mixed_currency`: several currencies, which are never added; `withheld`: class commercial, and the reader lacks it."""


@dataclass(frozen=True, slots=True)
class Figure:
    """`amounts` holds money per currency; `value` is null unless the state is `ok`."""

    value: float | None
    state: State
    sample: int = 0
    currency: str | None = None
    amounts: tuple[tuple[str, float], ...] = ()


NO_DATA = Figure(None, "no_data")
WITHHELD = Figure(None, "withheld")


def figure(total: Total | None, how: How) -> Figure:
    """What a total says. A count or sum over nothing is 0, a share or mean over nothing is not a number."""
    if total is None:
        return NO_DATA
    if how in {"sum", "mean"}:
        return _money(total, how)
    counts = {"rows": total.rows, "hits": total.hits, "misses": total.rows - total.hits}
    if how != "share":
        return Figure(float(counts[how]), "ok", sample=counts[how])
    if not total.rows:
        return Figure(None, "no_base")
    return Figure(total.hits / total.rows, "ok", sample=total.rows)


def _money(total: Total, how: How) -> Figure:
    parts = total.rows_in if how == "mean" else dict.fromkeys(total.amounts, 1)
    amounts = tuple(
        (currency, float(round(total.amounts[currency] / parts[currency], 2))) for currency in sorted(parts)
    )
    if len(amounts) > 1:
        return Figure(None, "mixed_currency", total.rows, amounts=amounts)
    if not amounts:
        return Figure(0.0, "ok") if how == "sum" else Figure(None, "no_base")
    return Figure(amounts[0][1], "ok", total.rows, currency=amounts[0][0], amounts=amounts)
