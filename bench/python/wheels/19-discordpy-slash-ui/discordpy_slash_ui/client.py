from .net import Transport


class UIClient:
    def __init__(self, prefix="/"):
        self.prefix = prefix
        self.t = Transport()

    def login(self, token):
        self.t.sync(token)
        return True

    def render(self, *items):
        return [vars(i) for i in items]
