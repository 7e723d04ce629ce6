from provision.accounts import account_name, session_for
from provision.steps import DO, Step


def lambda_handler(event, context):
    account = event["account"]
    tenant = event.get("tenant") or account_name(account).lower().replace(" ", "-")
    session = session_for(account)
    todo = [Step(s) for s in event.get("steps", [])] or list(Step)
    for step in todo:
        DO[step](session, tenant)
    return {"tenant": tenant, "steps": [s.value for s in todo]}
