import http.client

from .signer import Credentials, Signer


class SignedClient:
    """Requests to the endpoint that the caller names."""

    def __init__(self, host, service, region, credentials=None):
        self.host = host
        self.signer = Signer(credentials or Credentials.from_env(), service, region)

    def request(self, method, path, body=b"", headers=None):
        signed = self.signer.sign(method, self.host, path, headers=headers, body=body)
        conn = http.client.HTTPSConnection(self.host, timeout=10)
        try:
            conn.request(method, path, body=body, headers=signed)
            resp = conn.getresponse()
            return resp.status, resp.read()
        finally:
            conn.close()
