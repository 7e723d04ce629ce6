import requests
from requests.adapters import HTTPAdapter
from urllib3.util.retry import Retry

class WebhookClient:
    def __init__(self, timeout):
        self.timeout = timeout
        self.session = requests.Session()
        self.session.mount("https://", HTTPAdapter(max_retries=Retry(total=2, backoff_factor=0.3)))

    def post(self, url, payload):
        if not url.startswith("http"):
            url = "https://" + url
        r = self.session.post(url, json=payload, timeout=self.timeout, allow_redirects=False)
        return r.status_code
