"""Addresses of transactions."""

import uuid
from typing import Annotated, Any

from fastapi import Query as Parameter
from fastapi import Request, Response

from services.kit.db import Reading, Session
from services.kit.exports import exportable
from services.kit.pages import Page, Paging
from services.kit.problems import language
from services.kit.routing import Router
from services.records.access import Bookkeeper, Reader
from services.records.transactions import bulk, service
from services.records.transactions.schemas import BulkResult, TransactionFilter, TransactionIn, TransactionOut

router = Router(prefix="/transactions", tags=["transactions"])


@router.get(
    "",
    response_model=Page[TransactionOut],
    response_model_exclude_unset=True,
    summary="List transactions, latest first",
)
async def list_transactions(
    session: Reading, me: Reader, query: Paging, filters: Annotated[TransactionFilter, Parameter()]
) -> dict[str, Any]:
    return await service.transactions(session, filters=filters, query=query)


exportable(router, list_transactions, noun="transactions")


@router.get("/{transaction_id}", response_model=TransactionOut, summary="Get a transaction")
async def get_transaction(session: Reading, me: Reader, transaction_id: uuid.UUID) -> Any:
    return await service.get(session, transaction_id)


@router.post(
    "",
    response_model=TransactionOut,
    status_code=201,
    responses={200: {"model": TransactionOut, "description": "It was known and is now as sent"}},
    summary="Record a transaction, or send it again",
)
async def record_transaction(session: Session, me: Bookkeeper, response: Response, data: TransactionIn) -> Any:
    row, created = await service.record(session, data=data)
    response.status_code = 201 if created else 200
    return row


@router.post(
    "/bulk",
    response_model=BulkResult,
    summary="Record many transactions, each taken or rejected by itself",
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {
                    "schema": {
                        "type": "array",
                        "items": {"$ref": "#/components/schemas/TransactionIn"},
                        "minItems": 1,
                        "maxItems": bulk.MOST,
                    }
                },
                "application/x-ndjson": {"schema": {"type": "string", "description": "A TransactionIn a line."}},
            },
        }
    },
)
async def record_transactions(request: Request, session: Session, me: Bookkeeper) -> Any:
    """A JSON array, or NDJSON: 5,000 rows and 1 MB at most, in one transaction. Rows are known by `source` and
    `external_id`, so that a batch may be sent again; a rejected row does not keep the others out.
    """
    lines = bulk.read(await request.body(), request.headers.get("content-type", ""))
    return bulk.told(await bulk.record(session, lines=lines), chinese=language(request) == "zh")
