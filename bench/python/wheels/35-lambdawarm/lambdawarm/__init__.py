def is_warmup(event):
    return isinstance(event, dict) and event.get("source") == "warmup"


def warm(fn):
    def inner(event, context):
        if is_warmup(event):
            return "warm"
        return fn(event, context)
    return inner
