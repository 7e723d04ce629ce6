from .sinks import BusSink, QueueSink, Sink, WorkflowSink

_sinks: dict[str, Sink] = {}


def sink_for(kind: str) -> Sink:
    match kind.split("."):
        case ["order", "created" | "paid"]:
            cls = WorkflowSink
        case ["order", *_]:
            cls = BusSink
        case ["mail", _]:
            cls = QueueSink
        case _:
            raise ValueError(f"unroutable {kind}")
    if cls.__name__ not in _sinks:
        _sinks[cls.__name__] = cls()
    return _sinks[cls.__name__]


def handle(event, context):
    for detail in event["events"]:
        sink_for(detail["type"]).deliver(detail)
    return {"ok": len(event["events"])}
