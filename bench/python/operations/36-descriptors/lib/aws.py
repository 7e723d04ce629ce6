import boto3


class Client:
    """A descriptor: `queue = Client()` in a class is the client of that name, made when it is first read."""

    def __init__(self, service=None, **options):
        self.service, self.options = service, options

    def __set_name__(self, owner, name):
        self.service = self.service or name
        self.slot = f"_{name}"

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.slot not in instance.__dict__:
            instance.__dict__[self.slot] = boto3.client(self.service, **self.options)
        return instance.__dict__[self.slot]


class Proxy:
    """Passes everything on, and counts calls."""

    def __init__(self, target):
        self.__dict__.update(_target=target, calls=0)

    def __getattr__(self, name):
        self.__dict__["calls"] += 1
        return getattr(self._target, name)
