"""An organisation with two years of facts, written as rows because the API refuses to date acts back.

East (Alpha, Beta) and West (Gamma) are regions, Delta a team on its own. Closings begin in 2017-Q1, so 2016-Q4 has work
begun but nothing closed. Orders are in USD, but for some of Gamma's in 2017-Q1, which are in EUR.
"""

import datetime as dt
import random
import uuid
from dataclasses import dataclass, field
from decimal import Decimal

from services.identity.departments.models import Department
from services.identity.users.models import User
from services.planning.account_plans.models import AccountPlan, Objective, RelationshipGoal
from services.planning.activities.models import Activity
from services.planning.cycles.models import PlanningCycle
from services.planning.opportunities.models import Opportunity
from services.planning.power_maps.models import PowerMap, PowerMapPerson
from services.planning.projects.models import GateDecision, Project
from services.planning.scoring_models.models import ScoringModel
from services.planning.selections.models import Selection
from services.planning.targets.models import Target
from services.records.contacts.models import Contact
from services.records.customers.models import Customer
from services.records.insights.models import Insight
from services.records.interactions.models import Interaction
from services.records.product_lines.models import ProductLine
from services.records.risks.models import Risk
from services.records.team_members.models import TeamMember
from services.records.transactions.models import Transaction
from services.records.vendor_positions.models import VendorPosition
from services.records.vendors.models import Vendor

TODAY = dt.datetime.now(dt.UTC).date()
SEED = 7


@dataclass
class Facts:
    departments: dict[str, Department] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)
    customers: list[Customer] = field(default_factory=list)
    cycle: PlanningCycle | None = None

    def subjects(self) -> list[tuple[str, uuid.UUID]]:
        regions = [("region", self.departments[name].id) for name in ("East", "West")]
        teams = [("team", self.departments[name].id) for name in ("Alpha", "Beta", "Gamma", "Delta")]
        people = [("person", person.id) for person in self.people.values()]
        return [("company", uuid.UUID(int=0)), *regions, *teams, *people]


def noon(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(12), dt.UTC)


async def lay(world) -> Facts:
    chance = random.Random(SEED)
    facts = Facts()
    async with world.sessions.begin() as session:
        await _organisation(session, facts)
        await _customers(session, facts, chance)
        for month in range(12):
            _orders(session, facts, chance, dt.date(2017, month + 1, 1))
        _opportunities(session, facts, chance)
        await session.flush()
        await _understanding(session, facts, chance, dt.date(2017, 10, 1))
        await _understanding(session, facts, chance, TODAY - dt.timedelta(days=80))
        await _execution(session, facts, chance, dt.date(2017, 10, 1))
        await _vendors(session, facts)
    return facts


async def _organisation(session, facts: Facts) -> None:
    for name, parent in (("East", None), ("West", None), ("Delta", None), ("Alpha", "East"), ("Beta", "East")):
        facts.departments[name] = Department(name=name, parent_id=parent and facts.departments[parent].id)
        session.add(facts.departments[name])
        await session.flush()
    facts.departments["Gamma"] = Department(name="Gamma", parent_id=facts.departments["West"].id)
    session.add(facts.departments["Gamma"])
    await session.flush()
    for name, team in (("An", "Alpha"), ("Bo", "Alpha"), ("Cai", "Beta"), ("Du", "Gamma"), ("Er", "Delta")):
        department = facts.departments[team]
        facts.people[name] = User(name=name, roles=["member"], department_id=department.id)
        session.add(facts.people[name])
    await session.flush()


async def _customers(session, facts: Facts, chance: random.Random) -> None:
    for i, team in enumerate(("Alpha", "Alpha", "Beta", "Gamma", "Gamma", "Delta", "Alpha")):
        customer = Customer(
            name=f"Customer {i}",
            class_=("S", "A", "B")[i % 3],
            team_id=facts.departments[team].id,
            lifecycle="lapsed" if i == 6 else "retention",
        )
        session.add(customer)
        facts.customers.append(customer)
        await session.flush()
        for person in chance.sample([*facts.people.values()], 2):
            session.add(TeamMember(customer_id=customer.id, user_id=person.id, role="member"))
    await session.flush()


def _orders(session, facts: Facts, chance: random.Random, month: dt.date) -> None:
    for person in facts.people.values():
        for _ in range(chance.randint(1, 4)):
            gamma = person.department_id == facts.departments["Gamma"].id
            session.add(
                Transaction(
                    customer_id=chance.choice(facts.customers).id,
                    kind="order",
                    number=f"SO-{chance.randint(1000, 9999)}",
                    booked_on=month.replace(day=chance.choice((1, 15, 28))),
                    amount=Decimal(chance.randint(100, 99_999)) / 100,
                    currency="EUR" if gamma and month.month <= 3 and chance.random() < 0.5 else "USD",
                    owner_id=person.id,
                    team_id=person.department_id,
                    source="test",
                    external_id=uuid.uuid4().hex,
                )
            )
    session.add(
        Transaction(
            customer_id=facts.customers[0].id,
            kind="invoice",
            booked_on=month,
            amount=Decimal(1_000_000),
            currency="USD",
            source="test",
            external_id=uuid.uuid4().hex,
        )
    )


def _opportunities(session, facts: Facts, chance: random.Random) -> None:
    for _ in range(160):
        person = chance.choice([*facts.people.values()])
        engaged = dt.date(2016, 10, 1) + dt.timedelta(days=chance.randint(0, 400))
        closed = max(engaged + dt.timedelta(days=chance.randint(20, 120)), dt.date(2017, 1, 1))
        state = chance.choice(("won", "won", "lost")) if closed < dt.date(2018, 1, 1) else "found"
        session.add(
            Opportunity(
                title=f"Opportunity {engaged}",
                customer_id=chance.choice(facts.customers).id,
                owner_id=person.id,
                team_id=person.department_id,
                state=state,
                engaged_on=engaged,
                closed_on=closed if state != "found" else None,
                source="test",
                external_id=uuid.uuid4().hex,
            )
        )


async def _understanding(session, facts: Facts, chance: random.Random, start: dt.date) -> None:
    people = [*facts.people.values()]
    for i, customer in enumerate(facts.customers[:4]):
        day = start + dt.timedelta(days=chance.randint(0, 70))
        session.add(
            Interaction(
                customer_id=customer.id,
                channel="visit",
                direction="outbound",
                at=noon(day),
                contact_ids=[],
                user_ids=[chance.choice(people).id],
            )
        )
        for way in range(4):
            insight = Insight(
                customer_id=customer.id,
                role="sales",
                dated_on=day,
                title=f"Insight {i}.{way}",
                author_id=people[(i + way) % len(people)].id,
                state="draft" if way == 3 else "published",
                published_at=None if way == 3 else noon(day),
            )
            session.add(insight)
            await session.flush()
            if way == 0:
                session.add(
                    Opportunity(title="From insight", customer_id=customer.id, insight_id=insight.id, state="found")
                )
            elif way == 1:
                session.add(
                    Risk(
                        customer_id=customer.id,
                        insight_id=insight.id,
                        title="Price",
                        kind="price",
                        probability=3,
                        impact=3,
                        horizon="short",
                    )
                )
    await session.flush()


async def _execution(session, facts: Facts, chance: random.Random, start: dt.date) -> None:
    model = ScoringModel(name="Test", version_no=99, factors=[], position_factors=[])
    session.add(model)
    await session.flush()
    facts.cycle = PlanningCycle(
        name="Year 2017",
        starts_on=dt.date(2017, 1, 1),
        ends_on=dt.date(2017, 12, 31),
        currency="USD",
        state="executing",
        scoring_model_id=model.id,
    )
    session.add(facts.cycle)
    await session.flush()
    selection = Selection(
        cycle_id=facts.cycle.id, name="A", objective="profit", limit_scale={}, rules={}, state="decided"
    )
    session.add(selection)
    await session.flush()
    for name, intake in (("Alpha", 14_600), ("Beta", 7_300)):
        session.add(
            Target(
                cycle_id=facts.cycle.id,
                selection_id=selection.id,
                team_id=facts.departments[name].id,
                opportunities=3,
                order_intake=Decimal(intake),
                revenue=Decimal(intake),
                margin=Decimal(100),
            )
        )
    for i, customer in enumerate(facts.customers[:4]):
        person = [*facts.people.values()][i]
        await _project(session, facts, customer=customer, person=person, start=start, i=i)
        await _goals(session, facts, customer=customer, person=person, start=start, i=i)
    for i in range(24):
        person = chance.choice([*facts.people.values()])
        due = start + dt.timedelta(days=chance.randint(0, 91))
        late = chance.choice((-2, 0, 1, None))
        reported = None if late is None else noon(due + dt.timedelta(days=late))
        session.add(
            Activity(
                customer_id=chance.choice(facts.customers).id,
                kind="visit",
                title=f"Visit {i}",
                owner_id=person.id,
                due_on=due,
                state="cancelled" if i == 0 else ("reported" if reported else "planned"),
                reported_at=reported,
            )
        )
    await session.flush()


async def _project(session, facts: Facts, *, customer, person, start: dt.date, i: int) -> None:
    opportunity = Opportunity(
        title=f"Project {i}",
        customer_id=customer.id,
        team_id=customer.team_id,
        owner_id=person.id,
        state="in_project",
        cycle_id=facts.cycle.id,
        proposed_at=noon(start),
        source="test",
        external_id=uuid.uuid4().hex,
    )
    session.add(opportunity)
    await session.flush()
    project = Project(
        customer_id=customer.id, opportunity_id=opportunity.id, name=f"Project {i}", stage="bid", manager_id=person.id
    )
    session.add(project)
    await session.flush()
    tries = (("opportunity", ("passed",)), ("bid", ("refused", "passed") if i % 2 else ("waived",)))
    for gate, (to, decisions) in enumerate(tries):
        for turn, decision in enumerate(decisions):
            session.add(
                GateDecision(
                    project_id=project.id,
                    customer_id=customer.id,
                    from_stage="lead",
                    to_stage=to,
                    decision=decision,
                    checks=[],
                    reason="agreed",
                    decided_by=person.id,
                    decided_by_name=person.name,
                    decided_at=noon(start + dt.timedelta(days=gate * 10 + turn)),
                )
            )


async def _goals(session, facts: Facts, *, customer, person, start: dt.date, i: int) -> None:
    contact = Contact(customer_id=customer.id, name=f"Contact {i}")
    plan = AccountPlan(customer_id=customer.id, cycle_id=facts.cycle.id, team_id=customer.team_id, state="approved")
    power_map = PowerMap(customer_id=customer.id)
    session.add_all([contact, plan, power_map])
    await session.flush()
    objective = Objective(plan_id=plan.id, customer_id=customer.id, title="Win")
    session.add(objective)
    session.add(
        PowerMapPerson(
            power_map_id=power_map.id, customer_id=customer.id, contact_id=contact.id, name=contact.name, support=1
        )
    )
    await session.flush()
    session.add(
        RelationshipGoal(
            plan_id=plan.id,
            customer_id=customer.id,
            objective_id=objective.id,
            contact_id=contact.id,
            support_now=0,
            support_wanted=1 + i % 2,
            by=start + dt.timedelta(days=30),
            owner_id=person.id,
        )
    )


async def _vendors(session, facts: Facts) -> None:
    line = ProductLine(name="Switches", code="SW")
    us, rival, other = Vendor(name="Loam Systems", is_us=True), Vendor(name="Rival"), Vendor(name="Other")
    session.add_all([line, us, rival, other])
    await session.flush()
    shares = {0: (30, 50, 10), 1: (40, 20, None), 3: (None, 60, 20)}
    for i, of_customer in shares.items():
        for vendor, share in zip((us, rival, other), of_customer, strict=True):
            session.add(
                VendorPosition(
                    vendor_id=vendor.id,
                    customer_id=facts.customers[i].id,
                    product_line_id=line.id,
                    share=None if share is None else Decimal(share),
                )
            )
