from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.util.retry import Retry

ALLOWED = frozenset({"hooks.partner-a.example.invalid", "hooks.partner-b.example.invalid"})


class WebhookClient:
    def __init__(self, timeout):
        self.timeout = timeout
        self.session = requests.Session()
        self.session.mount("https://", HTTPAdapter(max_retries=Retry(total=2, backoff_factor=0.3)))

    def post(self, url, payload):
        parts = urlsplit(url)
        if parts.scheme != "https" or parts.hostname not in ALLOWED or parts.port not in (None, 443):
            raise ValueError("callback host not allowed")
        r = self.session.post(url, json=payload, timeout=self.timeout, allow_redirects=False)
        return r.status_code
