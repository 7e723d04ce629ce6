import os
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property, partial
from typing import Any, Callable

import boto3


class Service(StrEnum):
    PARAMETERS = "ssm"
    SECRETS = "secretsmanager"
    EVENTS = "events"
    SCHEDULER = "scheduler"


def _client(service: Service, /, **options: Any) -> Any:
    return boto3.client(service.value, **options)


@dataclass(kw_only=True)
class Settings:
    stage: str = field(default_factory=lambda: os.environ["STAGE"])
    make: Callable[[Service], Any] = field(default=_client, repr=False)
    ssm: Any = field(default_factory=partial(_client, Service.PARAMETERS), repr=False)

    @cached_property
    def all(self) -> dict[str, str]:
        pages = self.ssm.get_paginator("get_parameters_by_path").paginate(Path=f"/{self.stage}/", Recursive=True)
        return {p["Name"]: p["Value"] for page in pages for p in page["Parameters"]}

    @cached_property
    def secret(self) -> str:
        return self.make(Service.SECRETS).get_secret_value(SecretId=f"{self.stage}/api")["SecretString"]

    def __getitem__(self, name: str) -> str:
        return self.all[f"/{self.stage}/{name}"]
