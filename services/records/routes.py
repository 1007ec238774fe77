"""All addresses of records, and the one search box, which stands outside its prefix."""

from fastapi import APIRouter

from services.kit.imports import import_router
from services.kit.routing import Router
from services.records.attachments.routes import router as attachments
from services.records.codes.routes import router as codes
from services.records.comments.routes import router as comments
from services.records.consents.routes import router as consents
from services.records.contacts.routes import router as contacts
from services.records.custom_fields.routes import router as custom_fields
from services.records.customers.routes import router as customers
from services.records.import_kinds import KINDS
from services.records.insights.routes import router as insights
from services.records.interactions.routes import router as interactions
from services.records.privacy.routes import router as privacy
from services.records.privacy_requests.routes import router as privacy_requests
from services.records.private_traits.routes import router as private_traits
from services.records.product_lines.routes import router as product_lines
from services.records.risks.routes import router as risks
from services.records.search.routes import router as search_router
from services.records.summary.routes import router as summary
from services.records.team_members.routes import router as team_members
from services.records.timeline.routes import router as timeline
from services.records.transactions.routes import router as transactions
from services.records.vendor_positions.routes import router as vendor_positions
from services.records.vendors.routes import router as vendors

records = Router(prefix="/api/v1/records")
for part in (
    customers,
    team_members,
    timeline,
    summary,
    contacts,
    private_traits,
    consents,
    privacy,
    privacy_requests,
    product_lines,
    vendors,
    vendor_positions,
    transactions,
    interactions,
    insights,
    risks,
    comments,
    attachments,
    custom_fields,
    codes,
    import_router("records", KINDS),
):
    records.include_router(part)
router = APIRouter()
for service in (records, search_router):
    router.include_router(service)
