"""The ten indicators a new organisation starts with: five of process, five of result.

An indicator is a source (measures/sources.py) and the way a figure comes from it. Its score needs somewhere to be 0,
60, 100 and 120; `anchors` are tried in their order and the first whose basis is known is used:

    target    the target issued to the department, by days        multiples of it
    standard  what good work looks like anywhere                  figures as they stand
    baseline  the subject's own figure in the period compared     multiples of it

A share cannot pass 1, so anchors above it are brought down to it. The figures are defaults, to be calibrated by the
organisation; no authoritative table of them is published.
"""

from dataclasses import dataclass, field

from services.performance.indicators.schemas import Basis, Direction, Key, Kind, Unit
from services.performance.measures import sources
from services.performance.measures.service import How
from services.performance.measures.sources import Source

WEIGHTS: dict[Kind, float] = {"process": 40, "result": 60}
"""Parts of a full score: both are always asked for (兼顾过程与结果)."""


@dataclass(frozen=True, slots=True)
class Anchors:
    """Where the score is 0, 60, 100 and 120. Falling values mean that less is better."""

    basis: Basis
    floor: float
    base: float
    target: float
    stretch: float


OF_TARGET = Anchors("target", 0.5, 0.8, 1, 1.2)
OF_BASELINE = Anchors("baseline", 0.5, 1, 1.1, 1.2)
UNITS: dict[How, Unit] = {
    "rows": "count",
    "hits": "count",
    "misses": "count",
    "share": "share",
    "sum": "money",
    "mean": "money",
}


@dataclass(frozen=True, slots=True)
class Indicator:
    """One measure of process or result; names and formulas in both languages, as the screen shows them."""

    kind: Kind
    source: str
    how: How
    zh: str
    en: str
    formula_zh: str
    formula_en: str
    empty_zh: str
    empty_en: str
    anchors: tuple[Anchors, ...] = field(default=(OF_BASELINE,))
    direction: Direction = "up"

    @property
    def unit(self) -> Unit:
        return UNITS[self.how]

    @property
    def commercial(self) -> bool:
        return self.unit == "money"


SOURCES: dict[str, Source] = {
    "found": sources.FOUND,
    "follow_up": sources.FOLLOW_UP,
    "insights": sources.INSIGHTS,
    "gates": sources.GATES,
    "activities": sources.ACTIVITIES,
    "orders": sources.ORDERS,
    "closings": sources.CLOSINGS,
    "goals": sources.GOALS,
}

CATALOGUE: dict[Key, Indicator] = {
    "opportunities_found": Indicator(
        kind="process",
        source="found",
        how="rows",
        zh="新增机会点",
        en="Opportunities found",
        formula_zh="期内发现的机会点数(按开始跟进日;未填时按录入日)",
        formula_en="Number of opportunities found in the period (by the day work on them began; else the day noted)",
        empty_zh="全公司期内没有任何新增机会点时,不给出数值",
        empty_en="No value when the whole company found none in the period",
    ),
    "customers_followed_up": Indicator(
        kind="process",
        source="follow_up",
        how="share",
        zh="客户跟踪率",
        en="Customers followed up",
        formula_zh="期内有互动的客户数 ÷ 现有客户数(不含流失客户)",
        formula_en="Customers with an interaction in the period ÷ present customers (lapsed ones left out)",
        empty_zh="期内没有任何互动记录,或名下没有客户时,不给出数值",
        empty_en="No value when nobody noted an interaction in the period, or there are no customers",
        anchors=(Anchors("standard", 0.3, 0.6, 0.9, 1),),
    ),
    "insights_with_result": Indicator(
        kind="process",
        source="insights",
        how="share",
        zh="有结果的洞察占比",
        en="Insights with result",
        formula_zh="带来机会点、风险或价值评级的洞察数 ÷ 期内已发布的洞察数(按洞察日期)",
        formula_en="Insights that led to an opportunity, a risk or a value grade ÷ published insights dated in the period",
        empty_zh="期内没有发布洞察时,不给出数值",
        empty_en="No value when no insight of the period was published",
        anchors=(Anchors("standard", 0.2, 0.5, 0.8, 1),),
    ),
    "gates_passed_first": Indicator(
        kind="process",
        source="gates",
        how="share",
        zh="关口一次通过率",
        en="Gates passed at the first try",
        formula_zh="首次申请即通过(未被拒绝、未豁免)的关口数 ÷ 期内首次申请的关口数",
        formula_en="Gates passed at the first try, neither refused nor waived ÷ gates first tried in the period",
        empty_zh="期内没有首次申请的关口时,不给出数值",
        empty_en="No value when no gate was first tried in the period",
        anchors=(Anchors("standard", 0.2, 0.5, 0.8, 1),),
    ),
    "activities_on_time": Indicator(
        kind="process",
        source="activities",
        how="share",
        zh="活动按期完成率",
        en="Activities on time",
        formula_zh="按期提交报告的活动数 ÷ 期内到期的活动数(不含已取消)",
        formula_en="Activities reported by their due date ÷ activities due in the period (cancelled ones left out)",
        empty_zh="期内没有到期活动时,不给出数值",
        empty_en="No value when no activity was due in the period",
        anchors=(Anchors("standard", 0.5, 0.7, 0.9, 1),),
    ),
    "order_intake": Indicator(
        kind="result",
        source="orders",
        how="sum",
        zh="订货额",
        en="Order intake",
        formula_zh="期内订单金额之和(按订单日期);多币种分列,不相加",
        formula_en="Sum of the amounts of orders booked in the period; per currency, never added across",
        empty_zh="全公司期内没有订单时,不给出数值;有多个币种时分列",
        empty_en="No value when the whole company booked no order in the period; several currencies stand side by side",
        anchors=(OF_TARGET, OF_BASELINE),
    ),
    "average_order": Indicator(
        kind="result",
        source="orders",
        how="mean",
        zh="平均单额",
        en="Average order",
        formula_zh="期内订单金额之和 ÷ 订单数;多币种分列",
        formula_en="Sum of the amounts of orders booked in the period ÷ their number; per currency",
        empty_zh="期内没有订单时,不给出数值",
        empty_en="No value when there was no order in the period",
    ),
    "opportunities_won": Indicator(
        kind="result",
        source="closings",
        how="hits",
        zh="赢单数",
        en="Opportunities won",
        formula_zh="期内关闭且赢得的机会点数",
        formula_en="Number of opportunities closed in the period and won",
        empty_zh="全公司期内没有机会点关闭时,不给出数值",
        empty_en="No value when the whole company closed nothing in the period",
    ),
    "win_rate": Indicator(
        kind="result",
        source="closings",
        how="share",
        zh="赢单率",
        en="Win rate",
        formula_zh="赢得数 ÷ 期内关闭数(赢得 + 失去)",
        formula_en="Won ÷ closed in the period (won + lost)",
        empty_zh="期内没有机会点关闭时,不给出数值",
        empty_en="No value when nothing was closed in the period",
    ),
    "goals_met": Indicator(
        kind="result",
        source="goals",
        how="share",
        zh="客户关系目标达成率",
        en="Relationship goals met",
        formula_zh="已达到期望支持度的关系目标数 ÷ 期内到期的关系目标数",
        formula_en="Relationship goals whose wanted support is reached ÷ goals due in the period",
        empty_zh="期内没有到期的关系目标时,不给出数值",
        empty_en="No value when no relationship goal was due in the period",
        anchors=(Anchors("standard", 0.2, 0.5, 0.8, 1),),
    ),
}


def weight(key: Key) -> float:
    """The indicator's part of a full score of 100: those of one kind share its weight equally."""
    kind = CATALOGUE[key].kind
    return WEIGHTS[kind] / sum(other.kind == kind for other in CATALOGUE.values())
