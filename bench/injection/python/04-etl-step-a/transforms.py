import textwrap

TEMPLATE = """
def transform(row):
{body}
"""


def resolve(source):
    code = compile(TEMPLATE.format(body=textwrap.indent(source, "    ")), "<transform>", "exec")
    ns = {}
    exec(code, ns)
    return ns["transform"]
