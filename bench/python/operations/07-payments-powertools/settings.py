import os

from aws_lambda_powertools.utilities import parameters

IDEMPOTENCY_TABLE = os.environ["IDEMPOTENCY_TABLE"]
_ssm = parameters.SSMProvider()


def provider_secret():
    return parameters.get_secret("payments/provider", max_age=300, transform="json")


def maintenance() -> bool:
    return parameters.get_parameter("/payments/maintenance") == "on"


def limits() -> dict:
    return _ssm.get_multiple("/payments/limits", recursive=True, max_age=60)


def flags() -> dict:
    return parameters.get_app_config(name="flags", environment="prod", application="payments")
