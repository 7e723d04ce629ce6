import ast
import operator as op

_OPS = {ast.Add: op.add, ast.Sub: op.sub, ast.Mult: op.mul, ast.Div: op.truediv, ast.USub: op.neg}


def evaluate(expr, env):
    return _walk(ast.parse(expr[:200], mode="eval").body, env)


def _walk(n, env):
    match n:
        case ast.Constant(value=int() | float() as v):
            return v
        case ast.Name(id=name):
            return env[name]
        case ast.BinOp(left=l, op=o, right=r) if type(o) in _OPS:
            return _OPS[type(o)](_walk(l, env), _walk(r, env))
        case ast.UnaryOp(op=o, operand=x) if type(o) in _OPS:
            return _OPS[type(o)](_walk(x, env))
    raise ValueError("unsupported expression")
