from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Event:
    id: str

    @classmethod
    def parse(cls, raw: dict) -> Event:
        kinds = {sub.__name__: sub for sub in cls.__subclasses__()}
        return kinds[raw.pop("type")](**raw)


@dataclass
class Uploaded(Event):
    bucket: str
    key: str


@dataclass
class Deleted(Event):
    bucket: str
    key: str
    version: str | None = None


@dataclass
class Renamed(Event):
    name: str
