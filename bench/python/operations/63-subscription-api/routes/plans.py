from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.exceptions import BadRequestError, NotFoundError

from store import PlanStore

router = Router()
_store = PlanStore()


@router.get("/<customer>")
def show(customer: str):
    plan = _store.current(customer)
    if plan is None:
        raise NotFoundError(f"no plan for {customer}")
    return plan


@router.get("/<customer>/history")
def history(customer: str):
    return {"items": _store.history(customer)}


@router.post("/<customer>")
def change(customer: str):
    body = router.current_event.json_body or {}
    if "plan" not in body:
        raise BadRequestError("plan is required")
    return _store.switch(customer, body["plan"], int(body.get("seats", 1)))


@router.delete("/<customer>")
def cancel(customer: str):
    _store.cancel(customer)
    return {"cancelled": customer}
