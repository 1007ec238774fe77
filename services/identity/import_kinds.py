"""Importing people: one row a person; their region and team are made when they do not exist yet."""

from typing import Any, get_args

from sqlalchemy import Text, cast, func, literal, select, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from services.identity.departments.models import Department
from services.identity.users.models import User
from services.kit.imports import Field, Kind, Reference, Stage
from services.kit.imports.staging import NEW_ID
from services.kit.permissions import Role

TEAM_KEYS = "select key, id, rank from team_key where source is null or source = :source"
EMAIL = r"^[^@\s]{1,64}@[^@\s]+\.[^@\s]{2,}$"


async def _find_teams(session: AsyncSession, stage: Stage) -> None:
    """Region and team name the department; one that is missing gets the id it would be created with."""
    name = stage.table.name
    await session.execute(
        text(f"""
        update {name} s set department_id = d.id
        from department d left join department p on p.id = d.parent_id
        where s.department_id is null and cardinality(s._errors) = 0
          and case when s.team is not null
              then lower(d.name) = lower(s.team) and (s.region is null or lower(p.name) = lower(s.region))
              else lower(d.name) = lower(s.region) and d.parent_id is null end
    """)  # noqa: S608 - the stage's own name, no input
    )
    await session.execute(
        text(f"""
        with place as (
            select lower(region) as region, lower(team) as team from {name}
            where department_id is null and cardinality(_errors) = 0 and (team is not null or region is not null)
            group by 1, 2
        ), made as (select region, team, {NEW_ID} as id from place)
        update {name} s set department_id = made.id from made
        where s.department_id is null and cardinality(s._errors) = 0
          and lower(s.region) is not distinct from made.region and lower(s.team) is not distinct from made.team
    """)  # noqa: S608 - as above
    )


async def _make_teams(session: AsyncSession, stage: Stage) -> None:
    columns = stage.table.c
    missing = (
        select(columns.department_id, func.min(columns.region), func.min(columns.team))
        .where(columns["_act"].in_(["create", "update"]), columns.department_id.is_not(None))
        .where(columns.department_id.not_in(select(Department.id)))
        .group_by(columns.department_id)
    )
    regions: dict[str, Department] = {}
    rows = [tuple(row) for row in await session.execute(missing)]
    for key, region, team in sorted(rows, key=lambda row: row[2] is not None):
        above = await _region(session, regions, region) if team and region else None
        place = Department(id=key, name=team or region, parent_id=above.id if above else None)
        session.add(place)
        if team is None:
            regions[region.lower()] = place
        await session.flush()


async def _region(session: AsyncSession, known: dict[str, Department], name: str) -> Department:
    key = name.lower()
    if key not in known:
        top = select(Department).where(func.lower(Department.name) == key, Department.parent_id.is_(None))
        found: Department | None = await session.scalar(top.order_by(Department.id).limit(1))
        if found is None:
            found = Department(name=name)
            session.add(found)
            await session.flush()
        known[key] = found
    return known[key]


def _roles(value: Any) -> Any:
    return cast(literal(list(value)), ARRAY(Text))


USERS = Kind(
    name="users",
    zh="用户",
    en="Users",
    actions=("identity:write",),
    model=User,
    identity=(("external_id",), ("email",)),
    fields=(
        Field(
            name="external_id", zh="工号", en="Employee number", type="code", synonyms=("id", "employee_id", "外部编号")
        ),
        Field(name="name", zh="姓名", en="Name", required=True, synonyms=("sales_agent", "full name", "user", "员工")),
        Field(name="email", zh="邮箱", en="E-mail", synonyms=("mail", "电子邮件", "邮件")),
        Field(name="title", zh="职务", en="Title", synonyms=("position", "岗位")),
        Field(
            name="department_id",
            zh="部门",
            en="Department",
            type="reference",
            synonyms=("department",),
            reference=Reference(keys=TEAM_KEYS),
        ),
        Field(name="region", zh="大区", en="Region", column=None, synonyms=("regional_office", "区域")),
        Field(name="team", zh="团队", en="Team", column=None, synonyms=("manager", "客户群团队")),
        Field(name="roles", zh="角色", en="Roles", type="words", synonyms=("role",)),
        Field(name="language", zh="语言", en="Language", type="choice", choices=("zh", "en")),
    ),
    unique=("email",),
    initial={"roles": lambda _stage: _roles(["member"])},
    checks=(
        ("email", "email", lambda stage: ~stage.c.email.regexp_match(EMAIL)),
        ("roles", "literal_error", lambda stage: ~stage.c.roles.contained_by(_roles(get_args(Role)))),
        ("external_id", "missing", lambda stage: stage.c.external_id.is_(None) & stage.c.email.is_(None)),
        ("region", "missing", lambda stage: stage.c.team.is_not(None) & stage.c.region.is_(None) & _unplaced(stage)),
    ),
    reasons={"email": ("not an e-mail address", "邮箱格式不正确")},
    resolve=_find_teams,
    before=_make_teams,
)


def _unplaced(stage: Any) -> Any:
    """A team that does not exist yet needs the region it is made in."""
    return stage.c.department_id.not_in(select(Department.id))


KINDS = (USERS,)
