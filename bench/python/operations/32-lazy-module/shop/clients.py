"""Clients that are made when a module first reads them (PEP 562)."""
import importlib

_SERVICES = {
    "ddb": "dynamodb",
    "kms": "kms",
    "pay": "payment-cryptography-data",
    "mail": "sesv2",
}


def __getattr__(name):
    try:
        service = _SERVICES[name]
    except KeyError:
        raise AttributeError(name) from None
    boto3 = importlib.import_module("boto3")
    made = globals()[name] = boto3.client(service)
    return made
