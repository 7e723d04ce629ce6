"""Where settings come from. A source is a function from a name to bytes, or None."""
from functools import lru_cache, partial

import boto3


@lru_cache(maxsize=None)
def _client(kind):
    return boto3.client(kind)


def make_source(spec):
    scheme, _, rest = spec.partition("://")
    return _FACTORIES[scheme](rest)


def _parameter(prefix):
    ssm = _client("ssm")

    def read(name):
        try:
            return ssm.get_parameter(Name=f"/{prefix}/{name}", WithDecryption=True)["Parameter"]["Value"].encode()
        except ssm.exceptions.ParameterNotFound:
            return None

    return read


class _AppConfig:
    def __init__(self, path):
        self.app, self.env = path.split("/")
        self.tokens = {}

    def __call__(self, name):
        api = _client("appconfigdata")
        token = self.tokens.get(name)
        if token is None:
            token = api.start_configuration_session(
                ApplicationIdentifier=self.app, EnvironmentIdentifier=self.env, ConfigurationProfileIdentifier=name
            )["InitialConfigurationToken"]
        latest = api.get_latest_configuration(ConfigurationToken=token)
        self.tokens[name] = latest["NextPollConfigurationToken"]
        return latest["Configuration"].read() or None


def _secret(prefix):
    return partial(_read_secret, _client("secretsmanager"), prefix)


def _read_secret(api, prefix, name):
    try:
        answer = api.get_secret_value(SecretId=prefix + name)
    except api.exceptions.ResourceNotFoundException:
        return None
    return answer.get("SecretBinary") or answer["SecretString"].encode()


def _bucket(name):
    def read(key):
        return boto3.resource("s3").Object(name, key).get()["Body"].read()

    return read


_FACTORIES = {
    "ssm": _parameter,
    "appconfig": _AppConfig,
    "secret": _secret,
}
