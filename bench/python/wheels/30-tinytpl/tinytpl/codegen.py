import re

TOKEN = re.compile(r"(\{\{.*?\}\}|\{%.*?%\})", re.S)


class TemplateSyntaxError(Exception):
    pass


class Generator:
    def __init__(self):
        self.lines = ["def render(ctx, esc):", "    out = []", "    w = out.append"]
        self.depth = 1

    def emit(self, code):
        self.lines.append("    " * self.depth + code)

    def feed(self, source):
        for part in TOKEN.split(source):
            if not part:
                continue
            if part.startswith("{{"):
                self.emit(f"w(esc({self.lookup(part[2:-2].strip())}))")
            elif part.startswith("{%"):
                self.tag(part[2:-2].strip())
            else:
                self.emit(f"w({part!r})")
        if self.depth != 1:
            raise TemplateSyntaxError("missing end")
        self.emit("return ''.join(out)")
        return "\n".join(self.lines)

    def lookup(self, expr):
        if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_.]*", expr):
            raise TemplateSyntaxError(expr)
        head, *rest = expr.split(".")
        code = f"ctx[{head!r}]"
        for name in rest:
            code += f"[{name!r}]"
        return code

    def tag(self, text):
        words = text.split()
        if words[0] == "for":
            self.emit(f"for {words[1]} in {self.lookup(words[3])}:")
            self.depth += 1
            self.emit(f"ctx = {{**ctx, {words[1]!r}: {words[1]}}}")
        elif words[0] == "if":
            self.emit(f"if {self.lookup(words[1])}:")
            self.depth += 1
        elif words[0].startswith("end"):
            self.depth -= 1
        else:
            raise TemplateSyntaxError(text)
