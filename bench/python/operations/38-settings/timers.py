from __future__ import annotations

import abc
import json
from dataclasses import InitVar, dataclass, field

from settings import Service, Settings


class Timer(abc.ABC):
    @abc.abstractmethod
    def at(self, when: str, payload: dict) -> None: ...

    def cancel(self, name: str) -> None:
        raise NotImplementedError


@dataclass
class OneTime(Timer):
    settings: InitVar[Settings]
    group: str = "default"
    client: object = field(init=False)

    def __post_init__(self, settings: Settings) -> None:
        self.client = settings.make(Service.SCHEDULER)
        self.role = settings["timer-role"]

    def at(self, when, payload):
        self.client.create_schedule(
            Name=payload["id"],
            GroupName=self.group,
            ScheduleExpression=f"at({when})",
            FlexibleTimeWindow={"Mode": "OFF"},
            Target={"Arn": payload["target"], "RoleArn": self.role, "Input": json.dumps(payload)},
        )

    def cancel(self, name):
        self.client.delete_schedule(Name=name, GroupName=self.group)


@dataclass
class Immediate(Timer):
    settings: InitVar[Settings]

    def __post_init__(self, settings):
        self.put = settings.make(Service.EVENTS).put_events

    def at(self, when, payload):
        self.put(Entries=[{"Source": "timers", "DetailType": "now", "Detail": json.dumps(payload)}])
