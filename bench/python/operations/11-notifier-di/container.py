import os
from functools import cache

import boto3

from adapters import DynamoUsers, SnsPush, SesMail, SlackChannel
from usecase import NotifyUser


class Container:
    """Hand-rolled DI container, everything is created at most once."""

    @cache
    def session(self):
        return boto3.Session(region_name=os.environ.get("REGION"))

    @cache
    def users(self):
        return DynamoUsers(self.session().resource("dynamodb").Table(os.environ["USERS"]))

    @cache
    def push(self):
        return SnsPush(self.session().client("sns"))

    @cache
    def mail(self):
        return SesMail(self.session().client("ses"), sender=os.environ["SENDER"])

    def notify_user(self):
        return NotifyUser(users=self.users(), channels=[self.push(), self.mail()])
