"""Every screen, and what opens over it; the records they show are found in the demo data."""

import re
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
    """Buttons to press first, by the keys of the words their names begin with."""

    def open(self, person: Person, ids: dict[str, str], language: str) -> None:
        person.visit(self.path.format(**ids))
        for key in self.press:
            person.button(re.compile(f"^{re.escape(words(language)[key])}")).first.click()
        person.settled()


SCREENS = [
    Screen("loop", "/"),
    Screen("loop-rows", "/?figure=customers_followed_up"),
    Screen("week", "/week"),
    Screen("week-days", "/week?view=days&span=two"),
    Screen("activity-create", "/week?plan=true"),
    Screen("customers", "/customers"),
    Screen("customers-views", "/customers", press=("views_all_customers",)),
    Screen("customers-none", "/customers?q=zzzzzz"),
    Screen("customer-create", "/customers?create=true"),
    *(
        Screen(f"customer-{tab}", f"/customers/{{customer}}?tab={tab}")
        for tab in (
            "overview",
            "record",
            "people",
            "vendors",
            "insights",
            "opportunities",
            "orders",
            "timeline",
            "files",
            "discussion",
        )
    ),
    Screen("customer-edit", "/customers/{customer}?tab=record", press=("common_edit",)),
    Screen("customer-log", "/customers/{customer}", press=("customers_log",)),
    Screen("contact-create", "/customers/{customer}?tab=people", press=("customers_contact_create",)),
    Screen("contact-privacy", "/customers/{customer}?tab=people&open={contact}&part=privacy"),
    Screen("contact-erase", "/customers/{customer}?tab=people&open={contact}&part=privacy", press=("privacy_erase",)),
    Screen("vendor-create", "/customers/{customer}?tab=vendors", press=("customers_vendor_create",)),
    Screen("insight-create", "/customers/{customer}?tab=insights", press=("customers_insight_create",)),
    Screen("power-maps", "/powermap"),
    Screen("power-map-create", "/powermap?create=true"),
    Screen("power-map", "/powermap/{map}"),
    Screen("power-map-list", "/powermap/{map}?view=list"),
    Screen("power-map-person", "/powermap/{map}?person={person}"),
    Screen("power-map-add", "/powermap/{map}?add=true"),
    Screen("sandbox", "/sandbox?cycle={cycle}"),
    Screen("sandbox-span", "/sandbox?view=span&cycle={cycle}"),
    Screen("sandbox-table", "/sandbox?view=table"),
    Screen("opportunity", "/sandbox?view=table&cycle={cycle}&opportunity={opportunity}"),
    Screen("opportunity-create", "/sandbox?create=true&cycle={cycle}"),
    Screen("selection", "/selection"),
    Screen("selection-limits", "/selection?cycle={cycle}&tab=limits"),
    Screen("selection-targets", "/selection?cycle={cycle}&tab=targets"),
    Screen("cycle-create", "/selection?create=true"),
    Screen("workbench", "/selection/{cycle}/{selection}"),
    Screen("workbench-scenario", "/selection/{cycle}/{scenario}"),
    Screen("plans", "/plans"),
    Screen("plan-create", "/plans?create=true"),
    Screen("plan", "/plans/{plan}"),
    Screen("projects", "/projects"),
    Screen("projects-table", "/projects?view=table"),
    Screen("project-create", "/projects?create=true"),
    Screen("project", "/projects/{project}"),
    Screen("project-activities", "/projects/{project}?tab=activities"),
    Screen("project-team", "/projects/{project}?tab=team"),
    Screen("project-files", "/projects/{project}?tab=files"),
    Screen("project-discussion", "/projects/{project}?tab=discussion"),
    Screen("opportunity-discussion", "/sandbox?view=table&opportunity={opportunity}&tab=discussion"),
    Screen("notifications", "/notifications"),
    Screen("notifications-bell", "/week", press=("notifications_title",)),
    Screen("project-history", "/projects/{project}?tab=history"),
    Screen("scorecards", "/scorecards?of=team"),
    Screen("scorecard", "/scorecards/team/{team}"),
    Screen("scorecard-rows", "/scorecards/team/{team}?rows=order_intake"),
    Screen("imports", "/imports"),
    Screen("import", "/imports/records/{import}"),
    Screen("profile", "/settings/profile"),
    Screen("security", "/settings/security"),
    Screen("security-set-up", "/settings/security", press=("security_factor_set_up",)),
    Screen("sign-in-settings", "/settings/sign-in"),
    Screen("users", "/settings/users"),
    Screen("user", "/settings/users?user={user}"),
    Screen("user-create", "/settings/users?create=true"),
    Screen("departments", "/settings/departments"),
    Screen("api-keys", "/settings/api-keys"),
    Screen("fields", "/settings/fields"),
    Screen("field-create", "/settings/fields?create=true"),
    Screen("api-key-create", "/settings/api-keys?create=true"),
    Screen("api-key-rotate", "/settings/api-keys", press=("settings_key_rotate",)),
    Screen("jobs", "/settings/jobs"),
    Screen("jobs-done", "/settings/jobs?state=done"),
    Screen("job", "/settings/jobs?state=done&job={job}"),
    Screen("webhooks", "/settings/webhooks"),
    Screen("webhook-create", "/settings/webhooks?create=true"),
    Screen("audit", "/settings/audit"),
    Screen("audit-customer", "/settings/audit?customer={customer}"),
    Screen("privacy-requests", "/settings/privacy"),
    Screen("privacy-request-create", "/settings/privacy?create=true"),
    Screen("not-found", "/nowhere"),
]


def records(ask: APIRequestContext) -> dict[str, str]:
    """Ids of the records that the screens show: a customer with a power map, the decided selection, and so on."""

    def items(path: str, **query: Any) -> list[dict[str, Any]]:
        answer = ask.get(f"/api/v1{path}", params=query)
        assert answer.ok, answer.text()
        return answer.json()["items"]

    plan = items("/planning/account-plans")[0]
    customer = plan["customer_id"]
    power_map = items("/planning/power-maps", customer_id=customer)[0]
    people = ask.get(f"/api/v1/planning/power-maps/{power_map['id']}").json()["people"]
    selections = {row["state"]: row["id"] for row in items("/planning/selections", cycle_id=plan["cycle_id"])}
    return {
        "customer": customer,
        "map": power_map["id"],
        "contact": items("/records/contacts", customer_id=customer)[0]["id"],
        "person": people[0]["id"],
        "cycle": plan["cycle_id"],
        "plan": plan["id"],
        "selection": selections["decided"],
        "scenario": selections["solved"],
        "opportunity": items("/planning/opportunities", customer_id=customer)[0]["id"],
        "project": items("/planning/projects", customer_id=customer)[0]["id"],
        "team": items("/planning/targets", cycle_id=plan["cycle_id"])[0]["team_id"],
        "import": items("/records/imports")[0]["id"],
        "user": items("/identity/users")[0]["id"],
        "job": items("/identity/jobs")[0]["id"],
    }
