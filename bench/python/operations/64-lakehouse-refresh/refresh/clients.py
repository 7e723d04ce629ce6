from functools import cached_property

import boto3


class Aws:
    """The clients the pipeline is allowed to use, made on first use."""

    def __init__(self, region=None):
        self._session = boto3.session.Session(region_name=region)

    @cached_property
    def athena(self):
        return self._session.client("athena")

    @cached_property
    def glue(self):
        return self._session.client("glue")

    @cached_property
    def storage(self):
        return self._session.client("s3")
