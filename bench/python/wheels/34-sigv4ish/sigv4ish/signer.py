import configparser
import dataclasses
import datetime
import hashlib
import hmac
import os
import pathlib
from urllib.parse import quote


@dataclasses.dataclass(frozen=True)
class Credentials:
    access_key: str
    secret_key: str = dataclasses.field(repr=False)
    token: str | None = dataclasses.field(default=None, repr=False)

    @classmethod
    def from_env(cls):
        e = os.environ
        return cls(e["AWS_ACCESS_KEY_ID"], e["AWS_SECRET_ACCESS_KEY"], e.get("AWS_SESSION_TOKEN"))

    @classmethod
    def from_profile(cls, name="default"):
        ini = configparser.ConfigParser()
        ini.read(os.environ.get("AWS_SHARED_CREDENTIALS_FILE", pathlib.Path.home() / ".aws" / "credentials"))
        p = ini[name]
        return cls(p["aws_access_key_id"], p["aws_secret_access_key"], p.get("aws_session_token"))


def _mac(key, text):
    return hmac.new(key, text.encode(), hashlib.sha256).digest()


class Signer:
    def __init__(self, credentials, service, region):
        self.credentials, self.service, self.region = credentials, service, region

    def sign(self, method, host, path, query=(), headers=None, body=b"", now=None):
        now = now or datetime.datetime.now(datetime.timezone.utc)
        stamp, day = now.strftime("%Y%m%dT%H%M%SZ"), now.strftime("%Y%m%d")
        h = {k.lower(): v.strip() for k, v in (headers or {}).items()}
        h.update({"host": host, "x-amz-date": stamp})
        if self.credentials.token:
            h["x-amz-security-token"] = self.credentials.token
        names = ";".join(sorted(h))
        canonical = "\n".join([
            method,
            quote(path),
            "&".join(f"{quote(k, '')}={quote(v, '')}" for k, v in sorted(query)),
            "".join(f"{k}:{h[k]}\n" for k in sorted(h)),
            names,
            hashlib.sha256(body).hexdigest(),
        ])
        scope = f"{day}/{self.region}/{self.service}/aws4_request"
        to_sign = "\n".join(
            ["AWS4-HMAC-SHA256", stamp, scope, hashlib.sha256(canonical.encode()).hexdigest()]
        )
        key = ("AWS4" + self.credentials.secret_key).encode()
        for part in (day, self.region, self.service, "aws4_request"):
            key = _mac(key, part)
        h["authorization"] = (
            f"AWS4-HMAC-SHA256 Credential={self.credentials.access_key}/{scope}, "
            f"SignedHeaders={names}, Signature={_mac(key, to_sign).hex()}"
        )
        return h
