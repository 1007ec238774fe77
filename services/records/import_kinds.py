"""What can be imported into records: customers, contacts, product lines, transactions."""

from typing import Any, get_args

from sqlalchemy import ColumnElement, FromClause, column, func, select, table, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from services.kit.imports import Field, Kind, Reference, Stage
from services.kit.imports.checking import good, reject
from services.records.contacts.models import Contact
from services.records.contacts.schemas import PreferredChannel
from services.records.customers import credit_code
from services.records.customers.models import Customer
from services.records.customers.schemas import CustomerClass, Lifecycle
from services.records.customers.schemas import Kind as CustomerKind
from services.records.product_lines.models import ProductLine
from services.records.transactions.models import Transaction
from services.records.transactions.schemas import TransactionKind

PEOPLE = table("person", column("id"), column("department_id"))
CURRENCY = r"^[A-Z]{3}$"
EMAIL = r"^[^@\s]{1,64}@[^@\s]+\.[^@\s]{2,}$"

NO_CURRENCY = {"currency": ("not a currency code like CNY", "不是币种代码,例如 CNY")}


def _keys(view: str) -> str:
    return f"select key, id, rank from {view} where source is null or source = :source"  # noqa: S608 - names of our own


PERSON = Reference(keys=_keys("person_key"))
TEAM = Reference(keys=_keys("team_key"))
CUSTOMER = Reference(keys=_keys("customer_key"))
PRODUCT_LINE = Reference(keys=_keys("product_line_key"))
INDUSTRY = Reference(
    keys="""
        select lower(code) as key, code as id, 0 as rank from industry
        union all select substr(code, 2), code, 1 from industry where level > 1
        union all select lower(name), code, 1 + level from industry
    """,
    by_code=True,
)
"""The national list's I65 is written 65 as often."""
REGION = Reference(
    keys="""
        select lower(code) as key, code as id, 0 as rank from region
        union all select lower(full_name), code, level from region
        union all select lower(name), code, 9 + level from region
    """,
    by_code=True,
)
COLLEAGUE = Reference(
    keys="""
        select lower(customer_id || '/' || name) as key, id, 1 as rank from contact
        union all select lower(customer_id || '/' || external_id), id, 0 from contact where source = :source
    """,
    own=("external_id", "name"),
    within="customer_id",
)


def _is_currency(name: str) -> Any:
    return (name, "currency", lambda stage: ~stage.c[name].regexp_match(CURRENCY))


def _external_id(zh: str, en: str, *synonyms: str, required: bool = False) -> Field:
    return Field(
        name="external_id",
        zh=zh,
        en=en,
        type="code",
        required=required,
        synonyms=("id", "external id", "外部编号", *synonyms),
    )


async def _judge_credit_codes(session: AsyncSession, stage: Stage) -> None:
    """Codes in normal form; those whose check digits are wrong are rejected with the rule they break."""
    columns = stage.table.c
    plain = func.upper(func.regexp_replace(columns.credit_code, "[ -]", "", "g"))
    await session.execute(update(stage.table).where(columns.credit_code.is_not(None)).values(credit_code=plain))
    wrong: dict[str, list[int]] = {}
    rows = select(columns["_number"], columns.credit_code).where(columns.credit_code.is_not(None))
    for number, code in await session.execute(rows):
        if fault := credit_code.fault(code):
            wrong.setdefault(fault, []).append(number)
    for code, numbers in wrong.items():
        await reject(session, stage, "credit_code", code, columns["_number"].in_(numbers) & good(stage))


async def _lead(session: AsyncSession, stage: Stage) -> None:
    """Who brings a customer in leads its team, as when they create it by hand."""
    if stage.me.kind != "user":
        return
    statement = text(f"""
        insert into team_member (customer_id, user_id, role)
        select _target, :me, 'leader' from {stage.table.name} where _act = 'create'
    """)  # noqa: S608 - the stage's own name, no input
    await session.execute(statement, {"me": stage.me.id})


def _team(stage: FromClause) -> ColumnElement[Any]:
    """Without a team of its own a transaction belongs to the owner's, or else to the customer's team."""
    owners = select(PEOPLE.c.department_id).where(PEOPLE.c.id == stage.c.owner_id).correlate(stage)
    customers = select(Customer.team_id).where(Customer.id == stage.c.customer_id).correlate(stage)
    return func.coalesce(stage.c.team_id, owners.scalar_subquery(), customers.scalar_subquery())


CUSTOMERS = Kind(
    name="customers",
    zh="客户",
    en="Customers",
    actions=("records:write", "records:team"),
    model=Customer,
    team="records",
    customer="id",
    identity=(("external_id",), ("credit_code",), ("code",), ("name",)),
    unique=("code", "credit_code"),
    fields=(
        _external_id("外部编号", "External id", "customer_id", "客户编号"),
        Field(name="name", zh="客户名称", en="Name", required=True, synonyms=("account", "customer", "company", "客户", "公司名称", "企业名称")),
        Field(name="short_name", zh="简称", en="Short name", synonyms=("客户简称",)),
        Field(name="former_names", zh="曾用名", en="Former names", type="words"),
        Field(name="code", zh="客户代码", en="Code", type="code", synonyms=("客户编码",)),
        Field(name="credit_code", zh="统一社会信用代码", en="Credit code", type="code", synonyms=("信用代码", "uscc")),
        Field(name="kind", zh="客户性质", en="Kind", type="choice", choices=get_args(CustomerKind)),
        Field(
            name="parent_id",
            zh="上级客户",
            en="Parent",
            type="reference",
            synonyms=("parent", "subsidiary_of", "集团", "母公司", "上级单位"),
            reference=Reference(keys=_keys("customer_key"), own=("external_id", "code", "name")),
        ),
        Field(name="industry_code", zh="行业", en="Industry", type="reference", reference=INDUSTRY, synonyms=("sector", "行业代码")),
        Field(name="region_code", zh="地区", en="Region", type="reference", reference=REGION, synonyms=("地区代码", "行政区划")),
        Field(name="address", zh="地址", en="Address", synonyms=("office_location", "location", "注册地址", "办公地址")),
        Field(name="website", zh="网站", en="Website", synonyms=("url", "网址")),
        Field(name="lifecycle", zh="客户阶段", en="Lifecycle", type="choice", choices=get_args(Lifecycle), synonyms=("stage",)),
        Field(name="class", zh="客户级别", en="Class", type="choice", choices=get_args(CustomerClass), synonyms=("客户分类",)),
        Field(name="source_channel", zh="来源渠道", en="Source channel", synonyms=("来源",)),
        Field(name="tags", zh="标签", en="Tags", type="words"),
        Field(name="employees", zh="员工人数", en="Employees", type="integer", synonyms=("员工数", "人数", "headcount")),
        Field(name="revenue", zh="营业收入", en="Revenue", type="decimal", least=0, synonyms=("annual revenue", "营收", "年收入")),
        Field(name="revenue_currency", zh="收入币种", en="Revenue currency", type="code"),
        Field(name="revenue_year", zh="收入年度", en="Revenue year", type="integer", least=1000, most=2200),
        Field(
            name="founded_year", zh="成立年份", en="Founded", type="integer", least=1000, most=2200,
            synonyms=("year_established", "成立时间", "成立年"),
        ),
        Field(name="business_philosophy", zh="经营理念", en="Business philosophy", type="prose"),
        Field(name="market_position", zh="行业地位", en="Market position", type="prose"),
        Field(name="prospects", zh="发展前景", en="Prospects", type="prose"),
        Field(name="credit_limit", zh="信用额度", en="Credit limit", type="decimal", least=0, synonyms=("授信额度",)),
        Field(name="team_id", zh="负责团队", en="Team", type="reference", reference=TEAM, synonyms=("team", "客户群团队")),
    ),
    checks=(_is_currency("revenue_currency"),),
    reasons=NO_CURRENCY | {str(code): sentences for code, sentences in credit_code.SENTENCES.items()},
    resolve=_judge_credit_codes,
    after=_lead,
)  # fmt: skip

CONTACTS = Kind(
    name="contacts",
    zh="联系人",
    en="Contacts",
    actions=("records:write", "records:team"),
    model=Contact,
    team="records",
    identity=(("external_id",), ("customer_id", "name")),
    fields=(
        _external_id("外部编号", "External id", "contact_id"),
        Field(
            name="customer_id", zh="客户", en="Customer", type="reference", required=True, reference=CUSTOMER,
            synonyms=("account", "customer", "company", "客户名称"),
        ),
        Field(name="name", zh="姓名", en="Name", required=True, synonyms=("contact", "full name", "联系人")),
        Field(name="title", zh="职务", en="Title", synonyms=("position", "职位")),
        Field(name="department", zh="部门", en="Department"),
        Field(name="phone", zh="电话", en="Phone", type="code", synonyms=("mobile", "手机", "联系电话")),
        Field(name="mail", zh="邮箱", en="Mail", synonyms=("email", "e-mail", "电子邮件")),
        Field(name="messenger", zh="即时通讯", en="Messenger", type="code", synonyms=("wechat", "微信")),
        Field(
            name="reports_to_id", zh="上级", en="Reports to", type="reference", reference=COLLEAGUE,
            synonyms=("reports_to", "manager", "直接上级"),
        ),
        Field(name="is_payer", zh="付款者", en="Payer", type="boolean"),
        Field(name="is_user", zh="使用者", en="User", type="boolean"),
        Field(name="is_decider", zh="决策者", en="Decider", type="boolean"),
        Field(
            name="preferred_channel", zh="偏好渠道", en="Preferred channel", type="choice", choices=get_args(PreferredChannel)
        ),
        Field(name="cadence_days", zh="联系周期(天)", en="Cadence (days)", type="integer", least=1, most=730),
        Field(name="owner_id", zh="我方对口人", en="Owner", type="reference", reference=PERSON, synonyms=("owner", "负责人")),
    ),
    checks=(("mail", "email", lambda stage: ~stage.c.mail.regexp_match(EMAIL)),),
    reasons={"email": ("not an e-mail address", "邮箱格式不正确")},
)  # fmt: skip

PRODUCT_LINES = Kind(
    name="product_lines",
    zh="产品线",
    en="Product lines",
    actions=("records:write",),
    model=ProductLine,
    identity=(("external_id",), ("code",), ("name",)),
    unique=("code",),
    fields=(
        _external_id("外部编号", "External id", "product_id"),
        Field(name="name", zh="名称", en="Name", required=True, synonyms=("product", "product line", "产品", "产品线")),
        Field(name="name_en", zh="英文名称", en="English name"),
        Field(name="code", zh="代码", en="Code", type="code", synonyms=("产品编码", "sku")),
        Field(
            name="parent_id", zh="上级产品线", en="Parent", type="reference", synonyms=("parent", "series", "系列"),
            reference=Reference(keys=_keys("product_line_key"), own=("external_id", "code", "name")),
        ),
        Field(name="list_price", zh="目录价", en="List price", type="decimal", least=0, synonyms=("price", "sales_price", "价格")),
        Field(name="currency", zh="币种", en="Currency", type="code"),
    ),
    checks=(_is_currency("currency"),),
    reasons=NO_CURRENCY,
)  # fmt: skip

TRANSACTIONS = Kind(
    name="transactions",
    zh="交易记录",
    en="Transactions",
    actions=("transactions:write",),
    model=Transaction,
    identity=(("external_id",),),
    fields=(
        _external_id("单据行号", "External id", "order_id", "opportunity_id", "订单号", required=True),
        Field(
            name="customer_id", zh="客户", en="Customer", type="reference", required=True, reference=CUSTOMER,
            synonyms=("account", "customer", "company", "客户名称"),
        ),
        Field(name="kind", zh="类型", en="Kind", type="choice", choices=get_args(TransactionKind), required=True, synonyms=("type",)),
        Field(name="number", zh="单号", en="Number", type="code", synonyms=("order number", "订单编号")),
        Field(
            name="booked_on", zh="记账日期", en="Booked on", type="date", required=True,
            synonyms=("date", "order_date", "close_date", "日期", "订单日期"),
        ),
        Field(
            name="amount", zh="金额", en="Amount", type="decimal", required=True, synonyms=("value", "close_value", "总金额")
        ),
        Field(name="currency", zh="币种", en="Currency", type="code", required=True),
        Field(name="quantity", zh="数量", en="Quantity", type="decimal", scale=4),
        Field(
            name="product_line_id", zh="产品线", en="Product line", type="reference", reference=PRODUCT_LINE,
            synonyms=("product", "产品"),
        ),
        Field(
            name="owner_id", zh="负责人", en="Owner", type="reference", reference=PERSON,
            synonyms=("owner", "sales_agent", "销售", "业务员"),
        ),
        Field(name="team_id", zh="负责团队", en="Team", type="reference", reference=TEAM, synonyms=("team",)),
    ),
    checks=(_is_currency("currency"),),
    reasons=NO_CURRENCY,
    derived={"team_id": _team},
)  # fmt: skip

KINDS = (CUSTOMERS, CONTACTS, PRODUCT_LINES, TRANSACTIONS)
