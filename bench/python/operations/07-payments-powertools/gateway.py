import json
import urllib.request

URL = "https://gateway.example.invalid/v1/charges"


def charge(secret, payment):
    req = urllib.request.Request(
        URL,
        data=json.dumps({"amount": payment["amount"], "token": payment["token"]}).encode(),
        headers={"Authorization": f"Bearer {secret['key']}", "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(req, timeout=8) as r:
        return json.load(r)
