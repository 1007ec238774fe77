"""Every screen, and what opens over it; the records they show are found in the demo data."""

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import APIRequestContext

from tests.e2e.person import Person
from tests.e2e.words import words


@dataclass(frozen=True)
class Screen:
    name: str
    path: str
    """`{customer}` and the like stand for ids of `records`."""
    press: tuple[str, ...] = ()
    """Buttons to press first, by the keys of their words."""
    only_wide: bool = False
    """The buttons stand on wide screens only."""

    def open(self, person: Person, ids: dict[str, str], language: str) -> None:
        person.visit(self.path.format(**ids))
        for key in self.press:
            person.button(words(language)[key]).first.click()
        person.settled()


SCREENS = [
    Screen("loop", "/"),
    Screen("loop-rows", "/?figure=order_intake"),
    Screen("week", "/week"),
    Screen("customers", "/customers"),
    Screen("customers-none", "/customers?q=zzzzzz"),
    Screen("customer-create", "/customers?create=true"),
    *(
        Screen(f"customer-{tab}", f"/customers/{{customer}}?tab={tab}")
        for tab in ("overview", "record", "people", "vendors", "insights", "opportunities", "orders", "timeline")
    ),
    Screen("customer-edit", "/customers/{customer}?tab=record", press=("common_edit",)),
    Screen("customer-log", "/customers/{customer}", press=("customers_log",)),
    Screen("contact-create", "/customers/{customer}?tab=people", press=("customers_contact_create",)),
    Screen("vendor-create", "/customers/{customer}?tab=vendors", press=("customers_vendor_create",)),
    Screen("insight-create", "/customers/{customer}?tab=insights", press=("customers_insight_create",)),
    Screen("power-map", "/customers/{customer}/power-map"),
    Screen("sandbox", "/sandbox"),
    Screen("sandbox-board", "/sandbox?view=board"),
    Screen("sandbox-span", "/sandbox?view=span"),
    Screen("sandbox-table", "/sandbox?view=table"),
    Screen("opportunity", "/sandbox?view=table&opportunity={opportunity}"),
    Screen("opportunity-create", "/sandbox?create=true"),
    Screen("selection", "/selection"),
    Screen("selection-limits", "/selection?cycle={cycle}&tab=limits"),
    Screen("selection-targets", "/selection?cycle={cycle}&tab=targets"),
    Screen("workbench", "/selection/{cycle}/{selection}"),
    Screen("plans", "/plans"),
    Screen("plan", "/plans/{plan}"),
    Screen("projects", "/projects"),
    Screen("projects-table", "/projects?view=table"),
    Screen("project", "/projects/{project}"),
    Screen("project-team", "/projects/{project}?tab=team"),
    Screen("project-history", "/projects/{project}?tab=history"),
    Screen("scorecards", "/scorecards?of=team"),
    Screen("scorecard", "/scorecards/team/{team}"),
    Screen("scorecard-rows", "/scorecards/team/{team}?rows=order_intake"),
    Screen("imports", "/imports"),
    Screen("settings", "/settings"),
    Screen("profile", "/settings/profile"),
    Screen("users", "/settings/users"),
    Screen("api-keys", "/settings/api-keys"),
    Screen("not-found", "/nowhere"),
]


def records(ask: APIRequestContext) -> dict[str, str]:
    """Ids of the records that the screens show: a customer with a power map, the decided selection, and so on."""

    def items(path: str, **query: Any) -> list[dict[str, Any]]:
        answer = ask.get(f"/api/v1{path}", params=query)
        assert answer.ok, answer.text()
        return answer.json()["items"]

    maps = items("/planning/power-maps") or [{"customer_id": items("/records/customers")[0]["id"]}]
    decided = items("/planning/selections", state="decided")[0]
    target = items("/planning/targets", cycle_id=decided["cycle_id"])[0]
    plans, projects = items("/planning/account-plans"), items("/planning/projects")
    return {
        "customer": maps[0]["customer_id"],
        "opportunity": items("/planning/opportunities", state="selected")[0]["id"],
        "cycle": decided["cycle_id"],
        "selection": decided["id"],
        "plan": plans[0]["id"] if plans else "",
        "project": projects[0]["id"] if projects else "",
        "team": target["team_id"],
    }
