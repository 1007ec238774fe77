"""Makes the mass of the Chinese story: smaller customers, their contacts, touches, and two years of orders.

Run by hand (`python -m demo.generate`, needs the development tools) when the story changes; what it writes into
demo/data/story is kept in the repository. Seeded, so that the same version of Faker writes the same files.
"""

import csv
import json
import math
import random
from collections.abc import Iterable, Sequence
from pathlib import Path

from faker import Faker

STORY = Path(__file__).parent / "data" / "story"
CUSTOMERS = 24
MONTHS = 24
PLACES = (
    *("江苏省苏州市", "江苏省无锡市", "浙江省宁波市", "上海市", "安徽省合肥市", "山东省青岛市"),
    *("湖北省武汉市", "重庆市", "四川省绵阳市", "陕西省西安市", "湖南省长沙市", "广东省佛山市"),
)
TRADES = (
    *(("C34", "通用装备"), ("C35", "专用装备"), ("C36", "汽车零部件"), ("C33", "金属制品"), ("C38", "电气机械")),
    *(("C26", "化工"), ("D44", "供电"), ("C39", "电子")),
)
FIRST, SECOND = "砺岚泓翊钧屿榕朔澹祁桁汀", "川越铭图域程朗恒"
TITLES = ("设备部部长", "动力科科长", "采购经理", "生产副总经理", "电气主管", "能源管理负责人")
TOUCHES = (
    ("visit", "例行走访，了解明年设备计划。"),
    ("call", "回访上批设备运行情况，无异常。"),
    ("mail", "发送选型手册与报价说明。"),
    ("meeting", "年度框架条款沟通。"),
    ("event", "参加客户开放日。"),
    ("chat", "确认备件型号与到货时间。"),
)
KEY_SALES = {  # yuan a month and growth a year, by customer and product line
    ("KA001", "PD-MV"): (2_600_000, 0.08),
    ("KA001", "SV-RM"): (210_000, 0.15),
    ("KA003", "TR-DC"): (1_150_000, 0.12),
    ("KA003", "SV-RM"): (160_000, 0.25),
    ("KA010", "PD-MV"): (720_000, 0.30),
    ("KA010", "PD-LV"): (310_000, 0.05),
}
SMALL_LINES = {"PD-LV": 140_000, "PD-MV": 260_000, "EM-PF": 190_000, "SV-RM": 36_000}


def main() -> None:
    fake, chance = Faker("zh_CN"), random.Random(20260101)  # noqa: S311 - a story, no secret
    Faker.seed(20260101)
    customers = [_customer(fake, chance, number) for number in range(1, CUSTOMERS + 1)]
    contacts = [row for customer in customers for row in _contacts(fake, chance, str(customer[0]))]
    _write("customers.csv", _columns("key_customers.csv"), customers)
    _write("contacts.csv", _columns("key_contacts.csv"), contacts)
    orders = [*_key_orders(chance), *(row for customer in customers for row in _orders(chance, str(customer[0])))]
    _write("orders.csv", ("number", "customer", "line", "months_ago", "day", "amount", "owner"), orders)
    touches = [row for customer in customers for row in _touches(chance, str(customer[0]))]
    (STORY / "touches.json").write_text(json.dumps(touches, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _columns(name: str) -> list[str]:
    with (STORY / name).open(encoding="utf-8", newline="") as file:
        return next(csv.reader(file))


def _owner(number: int) -> str:
    return ("YS030", "YS031", "YS023")[number % 3]


def _customer(fake: Faker, chance: random.Random, number: int) -> Sequence[object]:
    trade, tag = TRADES[number % len(TRADES)]
    place = PLACES[number % len(PLACES)]
    core = FIRST[number % len(FIRST)] + SECOND[number // 3 % len(SECOND)]
    name = f"{core}{tag}{chance.choice(('有限公司', '股份有限公司', '集团有限公司'))}"
    people = chance.randrange(120, 4200, 10)
    return (
        *(
            f"KB{number:02}",
            name,
            core,
            "",
            f"KB-{number:03}",
            "company",
            "",
            trade,
            place,
            place + fake.street_address(),
        ),
        *(
            f"https://kb{number:02}.example",
            chance.choice(("conversion", "retention", "retention", "acquisition", "lapsed")),
        ),
        *(chance.choice("ABBCC"), chance.choice(("展会", "老客户推荐", "招标网站", "官网咨询")), tag, people),
        *(people * chance.randrange(40, 110) * 10_000, "CNY", 2025, chance.randrange(1988, 2020), "", "", "", ""),
        "新能源客户群" if _owner(number) == "YS023" else "装备制造客户群",
    )


def _contacts(fake: Faker, chance: random.Random, customer: str) -> Iterable[Sequence[object]]:
    owner = _owner(int(customer[2:]))
    first, second = chance.sample(TITLES, 2)
    mail = f"@{customer.lower()}.example"
    yield (f"{customer}-1", customer, fake.name(), first, "", f"one{mail}", "", "", "是", "是", "visit", 60, owner)
    yield (
        f"{customer}-2",
        customer,
        fake.name(),
        second,
        "",
        f"two{mail}",
        f"{customer}-1",
        "",
        "是",
        "",
        "call",
        90,
        owner,
    )


def _touches(chance: random.Random, customer: str) -> Iterable[list[object]]:
    owner = _owner(int(customer[2:]))
    for day in sorted(chance.sample(range(3, 350), chance.randrange(2, 5)), reverse=True):
        channel, summary = chance.choice(TOUCHES)
        yield [customer, -day, channel, [f"{customer}-{chance.randrange(1, 3)}"], [owner], summary]


def _key_orders(chance: random.Random) -> Iterable[Sequence[object]]:
    owners = {"KA001": "YS010", "KA003": "YS013", "KA010": "YS020"}
    for (customer, line), (base, growth) in KEY_SALES.items():
        for ago in range(MONTHS, 0, -1):
            season = 1 + 0.25 * math.sin(2 * math.pi * ago / 12)
            amount = round(base * season * (1 + growth) ** ((MONTHS - ago) / 12) * chance.uniform(0.8, 1.2), -2)
            yield (
                f"{customer}-{line}-{ago:02}",
                customer,
                line,
                ago,
                chance.randrange(1, 28),
                int(amount),
                owners[customer],
            )


def _orders(chance: random.Random, customer: str) -> Iterable[Sequence[object]]:
    owner = _owner(int(customer[2:]))
    for ago in sorted(chance.sample(range(1, MONTHS + 1), chance.randrange(3, 9)), reverse=True):
        line = chance.choice(list(SMALL_LINES))
        amount = round(SMALL_LINES[line] * chance.uniform(0.5, 2.2), -2)
        yield (f"{customer}-{ago:02}", customer, line, ago, chance.randrange(1, 28), int(amount), owner)


def _write(name: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with (STORY / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


if __name__ == "__main__":
    main()
