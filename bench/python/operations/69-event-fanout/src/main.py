import os

from fanout.sinks import BusSink, FirehoseSink, QueueSink
from fanout.stream import decode, put_back

ROUTES = {
    "audit": lambda: FirehoseSink(os.environ.get("AUDIT", "audit")),
    "order": lambda: BusSink(os.environ.get("BUS", "orders")),
    "garbled": lambda: QueueSink(os.environ.get("DEAD", "dead-events")),
}
_open = {}


def sink_for(kind):
    kind = kind if kind in ROUTES else "audit"
    if kind not in _open:
        _open[kind] = ROUTES[kind]()
    return kind, _open[kind]


def handler(event, context):
    groups = {}
    for e in decode(event["Records"]):
        kind, sink = sink_for(e["type"])
        groups.setdefault(kind, (sink, []))[1].append(e)
    lost = []
    for sink, events in groups.values():
        lost += sink.drain(events)
    if lost:
        put_back(os.environ.get("RETRY_STREAM", "retry"), lost)
    return {"lost": len(lost)}
