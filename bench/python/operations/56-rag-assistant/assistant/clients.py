from functools import cached_property

import boto3


class Clients:
    def __init__(self, session=None):
        self._session = session or boto3.session.Session()

    @cached_property
    def llm(self):
        return self._session.client("bedrock-runtime")

    @cached_property
    def kb(self):
        return self._session.client("bedrock-agent-runtime")

    @property
    def history(self):
        from assistant import settings
        return self._session.resource("dynamodb").Table(settings.HISTORY)


clients = Clients()
