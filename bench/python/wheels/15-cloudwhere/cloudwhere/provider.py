import configparser
import os
from dataclasses import dataclass, field
from pathlib import Path

from .imds import ImdsClient


@dataclass
class Credentials:
    access_key: str
    secret_key: str = field(repr=False)
    token: str | None = field(default=None, repr=False)


def _from_env():
    if "AWS_ACCESS_KEY_ID" in os.environ:
        return Credentials(os.environ["AWS_ACCESS_KEY_ID"], os.environ["AWS_SECRET_ACCESS_KEY"], os.environ.get("AWS_SESSION_TOKEN"))


def _from_file(profile="default"):
    cp = configparser.ConfigParser()
    cp.read(Path(os.environ.get("AWS_SHARED_CREDENTIALS_FILE", "~/.aws/credentials")).expanduser())
    if cp.has_section(profile):
        s = cp[profile]
        return Credentials(s["aws_access_key_id"], s["aws_secret_access_key"], s.get("aws_session_token"))


def _from_imds():
    try:
        c = ImdsClient().role_credentials()
    except OSError:
        return None
    return Credentials(c["AccessKeyId"], c["SecretAccessKey"], c["Token"])


def resolve():
    for source in (_from_env, _from_file, _from_imds):
        found = source()
        if found:
            return found
    raise LookupError("no credentials found")
