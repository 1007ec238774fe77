"""A company's records at any size, made here: nothing is downloaded, the same seed gives the same rows.

Ids are counted: row n of a kind has the UUID that ends in the twelve digits of n, so that a program which can only
make numbers (pgbench) can still ask for any row.
"""

import datetime as dt
import itertools
import random
import uuid
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

import asyncpg

from services.kit.search import SearchDoc, entry_of, keys_of

TEAMS = 40
CHUNK = 5_000
NOW = dt.datetime.now(dt.UTC)
TODAY = NOW.date()
PREFIX = "01900000-0000-7000-8"

_PLACES = """
北京 上海 天津 重庆 深圳 广州 杭州 南京 武汉 成都 西安 苏州 青岛 宁波 无锡 长沙 郑州 合肥 福州 厦门
济南 大连 沈阳 长春 昆明 贵阳 南宁 海口 太原 兰州 银川 西宁 佛山 东莞 珠海 惠州 温州 绍兴 嘉兴 金华
江苏省 浙江省 广东省 山东省 四川省 湖北省 湖南省 河南省 福建省 安徽省
"""
CHARACTERS = (
    "华金天海东方新兴宏盛泰安恒信达通瑞丰德隆嘉和美科创智联云星辰光明远航宇龙凤祥顺利民康健佳润泽源清泉山川江河湖"
    "林森木石玉宝珠银铜铁钢锐锋劲强胜捷飞翔鹏程万里千百亿兆元亨贞吉庆福禄寿喜乐平正大中立成功业绩优良善义仁礼智勇"
)
_TRADES = """
电力 能源 化工 机械 电子 信息技术 软件 医药 食品 纺织 建材 物流 汽车 环保 通信 半导体 生物 农业 矿业
仪器 轨道交通 航空 船舶 冶金 造纸 印刷 塑料 橡胶 家具 电器 包装 金融 贸易 装饰 园林 水务 燃气 传媒
"""
PLACES, TRADES = _PLACES.split(), _TRADES.split()
FORMS = ("有限公司", "有限责任公司", "股份有限公司", "集团有限公司")


def key(kind: int, number: int) -> uuid.UUID:
    """The id of row `number` of a kind (one hexadecimal digit)."""
    return uuid.UUID(f"{PREFIX}{kind:03x}-{number:012d}")


CUSTOMER, TEAM, LINE, ORDER, INTERACTION = range(1, 6)


def names(count: int, seed: int = 1) -> Iterator[str]:
    """Company names as they are registered: place, two to four characters of one's own, trade, legal form."""
    chance = random.Random(seed)
    for _ in range(count):
        own = "".join(chance.choices(CHARACTERS, k=chance.choice((2, 2, 2, 3, 4))))
        yield chance.choice(PLACES) + own + chance.choice(TRADES) + chance.choice(FORMS)


def _customers(count: int, industries: list[str], regions: list[str]) -> Iterator[tuple[Any, ...]]:
    chance = random.Random(2)
    for number, name in enumerate(names(count), 1):
        made = NOW - dt.timedelta(minutes=count - number)
        yield (
            key(CUSTOMER, number),
            name,
            f"KH{number:08d}",
            chance.choice(industries),
            chance.choice(regions),
            chance.choice(("acquisition", "conversion", "retention", "lapsed")),
            chance.choices("SABC", (1, 9, 30, 60))[0],
            key(TEAM, number % TEAMS + 1),
            f"{name[:2]}市人民路 {number % 900 + 1} 号",
            chance.randint(10, 20_000),
            Decimal(chance.randint(1, 90_000) * 10_000),
            1,
            made,
            made,
        )


def _orders(customers: int, each: int) -> Iterator[tuple[Any, ...]]:
    chance = random.Random(3)
    for number in range(1, customers * each + 1):
        yield (
            key(CUSTOMER, (number - 1) // each + 1),
            key(ORDER, number),
            "order",
            TODAY - dt.timedelta(days=chance.randint(0, 1000)),
            Decimal(chance.randint(1_000, 90_000_000)) / 100,
            "CNY",
            key(LINE, number % 7 + 1),
            "bench",
            str(number),
            NOW,
            NOW,
        )


def _interactions(customers: int) -> Iterator[tuple[Any, ...]]:
    chance = random.Random(4)
    for number in range(1, 2 * customers + 1):
        at = NOW - dt.timedelta(hours=chance.randint(1, 9000))
        row = (key(CUSTOMER, (number + 1) // 2), key(INTERACTION, number), "visit", "outbound", at, "年度走访")
        yield (*row, 1, NOW, NOW)


def _documents(count: int) -> Iterator[tuple[uuid.UUID, SearchDoc]]:
    for number, name in enumerate(names(count), 1):
        row = key(CUSTOMER, number)
        code = f"KH{number:08d}"
        yield row, SearchDoc(title=name, subtitle=code, names=[], codes=[code], customer_id=row)


async def _copy(connection: asyncpg.Connection, table: str, columns: str, rows: Iterable[tuple[Any, ...]]) -> None:
    while chunk := list(itertools.islice(rows, CHUNK)):  # type: ignore[arg-type] # an iterator goes on where it was
        await connection.copy_records_to_table(table, columns=columns.split(), records=chunk)


_MOVED = "overlay({} placing lpad((right({}::text, 12)::bigint + $1)::text, 12, '0') from 25)::uuid"
_CODE = "overlay({} placing lpad((right({}, 8)::bigint + $1)::text, 8, '0') from 3)"


async def _again(connection: asyncpg.Connection, customers: int, copies: int) -> None:
    """The same customers with other ids and codes: names take long to make, and a search among a million of them takes
    as long whether some share a name or not.
    """
    row, entry, code = (_MOVED.format(f"{name}::text", name) for name in ("id", "customer_id", "id"))
    for number in range(1, copies):
        step = number * customers
        own = "industry_code, region_code, lifecycle, class, team_id, address, employees, revenue, version, updated_at"
        await connection.execute(
            f"""insert into customer (id, name, code, created_at, {own})
            select {row}, name, {_CODE.format("code", "code")}, created_at - make_interval(mins => $1::int), {own}
            from customer where code <= 'KH' || lpad($2::text, 8, '0')""",
            step,
            str(customers),
            timeout=3600,
        )
        await connection.execute(
            f"""insert into search_entry (id, kind, customer_id, title, subtitle, names, grams)
            select {row}, kind, {entry}, title, {_CODE.format("subtitle", "subtitle")}, names, grams
            from search_entry where subtitle <= 'KH' || lpad($2::text, 8, '0')""",
            step,
            str(customers),
            timeout=3600,
        )
        await connection.execute(
            f"""insert into search_key (key, id)
            select case when key ~ '^kh[0-9]{{8}}$' then {_CODE.format("key", "key")} else key end, {code}
            from search_key where right(id::text, 12)::bigint <= $2::bigint""",
            step,
            customers,
            timeout=3600,
        )


async def fill(url: str, *, customers: int, orders_each: int = 10, copies: int = 1) -> None:
    """Teams, product lines, customers with their search entries, orders and interactions, by COPY; then ANALYZE.

    `customers` with names of their own, laid down `copies` times; orders and interactions are those of the first.
    """
    connection = await asyncpg.connect(url, timeout=10)
    try:
        industries = [row["code"] for row in await connection.fetch("select code from industry where level = 4")]
        regions = [row["code"] for row in await connection.fetch("select code from region where level = 3")]
        stamps = "version created_at updated_at"
        teams = ((key(TEAM, n), f"客户群 {n}", 1, NOW, NOW) for n in range(1, TEAMS + 1))
        await _copy(connection, "department", f"id name {stamps}", teams)
        lines = ((key(LINE, n), f"产品线 {n}", 1, NOW, NOW) for n in range(1, 8))
        await _copy(connection, "product_line", f"id name {stamps}", lines)
        await _copy(
            connection,
            "customer",
            f"id name code industry_code region_code lifecycle class team_id address employees revenue {stamps}",
            _customers(customers, industries, regions),
        )
        entries = (tuple(entry_of("customer", row, doc).values()) for row, doc in _documents(customers))
        await _copy(connection, "search_entry", "id kind customer_id title subtitle names grams", entries)
        keys = ((word, row) for row, doc in _documents(customers) for word in sorted(keys_of(doc)))
        await _copy(connection, "search_key", "key id", keys)
        await _copy(
            connection,
            "transaction",
            "customer_id id kind booked_on amount currency product_line_id source external_id created_at updated_at",
            _orders(customers, orders_each),
        )
        await _copy(
            connection,
            "interaction",
            f"customer_id id channel direction at summary {stamps}",
            _interactions(customers),
        )
        await _again(connection, customers, copies)
        await connection.execute("vacuum analyze", timeout=3600)
    finally:
        await connection.close()
