from abc import ABC, abstractmethod


class Guard(ABC):
    service: str
    kinds: dict = {}

    def __init__(self, session, keep):
        self.client = session.client(self.service)
        self.keep = keep

    @classmethod
    def register(cls, kind):
        def wrap(sub):
            cls.kinds[kind] = sub
            return sub

        return wrap

    @classmethod
    def make(cls, kind, session, keep):
        return cls.kinds[kind](session, keep)

    @abstractmethod
    def snapshot(self, name, label): ...

    @abstractmethod
    def existing(self, name): ...

    @abstractmethod
    def remove(self, label): ...

    def cycle(self, name, stamp):
        label = f"{name}-{stamp}"
        self.snapshot(name, label)
        surplus = sorted(self.existing(name))[: -self.keep]
        for old in surplus:
            self.remove(old)
        return label
