import boto3


class AwsBackend:
    service: str
    kind = "client"

    def __init__(self, **options):
        factory = boto3.resource if self.kind == "resource" else boto3.client
        self.aws = factory(self.service, **options)
