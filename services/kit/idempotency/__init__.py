"""`Idempotency-Key`: a POST sent twice is done once, and answered twice with the same words.

    first statement of the request's transaction ──▶ claim the key ──▶ the work ──▶ seal the answer ──▶ COMMIT
                                                        │
                                    taken ──▶ done before: its answer again, `Idempotent-Replayed: true`
                                          ├─▶ done before for another request: 422
                                          └─▶ being done at this moment: 409, try again

Claim, work and answer are one transaction: there is no effect without its answer, no answer without its effect.
"""

from services.kit.idempotency.claiming import Replayed, once

__all__ = ["Replayed", "once"]
