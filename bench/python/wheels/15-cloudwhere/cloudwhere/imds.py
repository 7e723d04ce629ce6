import json
import os
from urllib.error import URLError
from urllib.request import Request, urlopen

DEFAULT = os.environ.get("AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://169.254.169.254")


class ImdsClient:
    def __init__(self, endpoint=DEFAULT, timeout=1.0):
        self.endpoint, self.timeout = endpoint.rstrip("/"), timeout
        self._token = None

    def _open(self, path, method="GET", headers=None):
        with urlopen(Request(self.endpoint + path, method=method, headers=headers or {}), timeout=self.timeout) as r:
            return r.read().decode()

    def token(self):
        if self._token is None:
            self._token = self._open("/latest/api/token", "PUT", {"X-aws-ec2-metadata-token-ttl-seconds": "21600"})
        return self._token

    def get(self, path):
        return self._open("/latest/" + path, headers={"X-aws-ec2-metadata-token": self.token()})

    def region(self):
        try:
            return json.loads(self.get("dynamic/instance-identity/document"))["region"]
        except (URLError, OSError):
            return None

    def role_credentials(self):
        base = "meta-data/iam/security-credentials/"
        return json.loads(self.get(base + self.get(base).splitlines()[0]))
