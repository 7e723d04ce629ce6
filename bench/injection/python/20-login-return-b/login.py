import secrets


def cookie(name, value, **attrs):
    tail = "".join(f"; {k}={v}" if v is not True else f"; {k}" for k, v in attrs.items())
    return f"{name}={value}{tail}"


def return_url(event):
    params = event.get("queryStringParameters") or {}
    nxt = params.get("returnTo") or "/"
    return nxt


class Found:
    def __init__(self, location, *cookies):
        self.location, self.cookies = location, cookies

    def to_lambda(self):
        return {
            "statusCode": 302,
            "headers": {"Location": self.location, "Cache-Control": "no-store"},
            "cookies": list(self.cookies),
        }


def handler(event, context):
    sid = secrets.token_urlsafe(24)
    return Found(return_url(event), cookie("sid", sid, HttpOnly=True, Secure=True, SameSite="Lax")).to_lambda()
