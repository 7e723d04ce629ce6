import math

SAFE = {n: getattr(math, n) for n in ("sqrt", "floor", "ceil")}


def evaluate(expr, env):
    scope = dict(SAFE, **env)
    return eval(expr, {"math": math}, scope)
