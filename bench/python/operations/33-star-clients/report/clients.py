from os import environ as _environ

from boto3 import client as _client, resource as _resource

__all__ = ["athena", "quicksight", "bucket", "table"]

athena = _client("athena")
quicksight = _client("quicksight")
_s3 = _resource("s3")
bucket = _s3.Bucket(_environ["REPORTS"])


def table(kind):
    return _resource("dynamodb").Table(f"{_environ['STAGE']}-{kind}-reports")
