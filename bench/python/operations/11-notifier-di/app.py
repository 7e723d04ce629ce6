from container import Container

container = Container()


def handler(event, context):
    detail = event["detail"]
    use_case = container.notify_user()
    return use_case(detail["userId"], detail["type"], detail.get("payload", {}))
