"""What can be imported into planning: opportunities."""

from typing import Any, get_args

from sqlalchemy import ColumnElement, FromClause, and_, case, func, or_, text
from sqlalchemy.ext.asyncio import AsyncSession

from services.kit.imports import Field, Kind, Reference, Stage
from services.planning.opportunities.models import Opportunity
from services.planning.opportunities.schemas import Horizon, SourceRole

CLOSED = ("won", "lost", "dropped")
OPEN = ("found", "proposed", "given_up")


def _keys(view: str) -> str:
    return f"select key, id, rank from {view} where source is null or source = :source"  # noqa: S608 - names of our own


async def _complete(session: AsyncSession, stage: Stage) -> None:
    """New ones without a team get the customer's, or else the owner's; without a title, customer and product."""
    name = stage.table.name
    await session.execute(
        text(f"""
        update {name} s set
            team_id = coalesce(s.team_id,
                (select c.team_id from customer_card c where c.id = s.customer_id),
                (select p.department_id from person p where p.id = s.owner_id)),
            title = coalesce(s.title,
                left(nullif(concat_ws(' · ',
                    (select c.name from customer_card c where c.id = s.customer_id),
                    (select p.name from product_line_card p where p.id = s.product_line_id)), ''), 200),
                s.external_id)
        where not s._found
    """)  # noqa: S608 - the stage's own name, no input
    )


def _next_state(stage: FromClause, table: FromClause) -> ColumnElement[Any]:
    """A file may say how an open opportunity ended; everything else about its life is decided here, not there."""
    ended = and_(stage.c.state.in_(CLOSED), table.c.state.in_(OPEN))
    return case((ended, stage.c.state), else_=table.c.state)


def _unless_settled(name: str) -> Any:
    """Kept once it is proposed or decided: targets were summed by it."""

    def value(stage: FromClause, table: FromClause) -> ColumnElement[Any]:
        free = or_(table.c.state.not_in(("proposed", "selected", "in_project")), table.c[name].is_(None))
        return case((free, func.coalesce(stage.c[name], table.c[name])), else_=table.c[name])

    return value


def _scale(name: str, zh: str, en: str) -> Field:
    return Field(name=name, zh=zh, en=en, type="integer", least=1, most=5)


OPPORTUNITIES = Kind(
    name="opportunities",
    zh="机会点",
    en="Opportunities",
    actions=("planning:write", "planning:team"),
    model=Opportunity,
    team="planning",
    identity=(("external_id",), ("customer_id", "title")),
    fields=(
        Field(
            name="external_id", zh="外部编号", en="External id", type="code", synonyms=("opportunity_id", "id", "机会点编号")
        ),
        Field(name="title", zh="机会点名称", en="Title", synonyms=("name", "opportunity", "机会点")),
        Field(
            name="customer_id", zh="客户", en="Customer", type="reference", synonyms=("account", "customer", "客户名称"),
            reference=Reference(keys=_keys("customer_key")), update=_unless_settled("customer_id"),
        ),
        Field(
            name="product_line_id", zh="产品线", en="Product line", type="reference", synonyms=("product", "产品"),
            reference=Reference(keys=_keys("product_line_key")),
        ),
        Field(
            name="owner_id", zh="负责人", en="Owner", type="reference", synonyms=("owner", "sales_agent", "销售"),
            reference=Reference(keys=_keys("person_key")),
        ),
        Field(
            name="team_id", zh="负责团队", en="Team", type="reference", synonyms=("team",),
            reference=Reference(keys=_keys("team_key")), update=_unless_settled("team_id"),
        ),
        Field(
            name="state", zh="状态", en="State", type="choice", choices=("found", *CLOSED),
            synonyms=("deal_stage", "stage", "阶段"), update=_next_state,
        ),
        Field(name="reason", zh="原因", en="Reason", type="prose"),
        Field(name="source_role", zh="来源角色", en="Source role", type="choice", choices=get_args(SourceRole)),
        Field(
            name="horizon", zh="时间跨度", en="Horizon", type="choice", choices=get_args(Horizon), column="horizon_given"
        ),
        Field(name="engaged_on", zh="开始日期", en="Engaged on", type="date", synonyms=("engage_date",)),
        Field(name="award_on", zh="预计决标日期", en="Expected award", type="date", synonyms=("expected close", "预计成交日期")),
        Field(name="closed_on", zh="结束日期", en="Closed on", type="date", synonyms=("close_date", "成交日期")),
        Field(name="closed_value", zh="成交金额", en="Closed value", type="decimal", least=0, synonyms=("close_value",)),
        Field(name="market_space", zh="市场空间", en="Market space", type="decimal", least=0),
        Field(name="expected_revenue", zh="预计年收入", en="Expected revenue", type="decimal", least=0, synonyms=("预计收入",)),
        Field(name="growth_percent", zh="增长率 %", en="Growth %", type="decimal", scale=4, least=-100, most=10_000),
        Field(name="margin_percent", zh="毛利率 %", en="Margin %", type="decimal", scale=4, least=0, most=100),
        Field(name="our_share", zh="我方份额 %", en="Our share %", type="decimal", scale=4, least=0, most=100),
        Field(name="win_probability", zh="赢单概率", en="Win probability", type="share", least=0, most=1),
        _scale("competition", "竞争强度", "Competition"),
        _scale("strategic_value", "战略价值", "Strategic value"),
        _scale("product_fit", "产品匹配", "Product fit"),
        _scale("price_position", "价格位置", "Price position"),
        _scale("relationship", "客户关系", "Relationship"),
    ),
    checks=(
        ("title", "missing", lambda stage: and_(stage.c.title.is_(None), ~stage.c["_found"])),
        ("closed_on", "missing", lambda stage: and_(stage.c.state.in_(CLOSED), stage.c.closed_on.is_(None))),
        ("closed_on", "closed_before_engaged", lambda stage: stage.c.closed_on < stage.c.engaged_on),
    ),
    reasons={"closed_before_engaged": ("closed before it was engaged", "结束日期早于开始日期")},
    resolve=_complete,
)  # fmt: skip

KINDS = (OPPORTUNITIES,)
