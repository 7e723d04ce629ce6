"""Task of a Step Functions state machine: {"rows": [...], "transform": "..."}"""
from transforms import resolve


def handler(event, _ctx):
    fn = resolve(event["transform"])
    out = []
    for row in event.get("rows", ()):
        r = fn(row)
        if r is not None:
            out.append(r)
    return {**event, "rows": out, "count": len(out)}
