import base64
import hashlib
import hmac
import os
import pickle
import zlib

_KEY = os.environ["SESSION_KEY"].encode()


def _mac(data):
    return hmac.new(_KEY, data, hashlib.sha256).digest()


def load(cookie):
    raw = base64.urlsafe_b64decode(cookie)
    mac, raw = raw[:32], raw[32:]
    if not hmac.compare_digest(mac, _mac(raw)):
        raise ValueError("tampered session")
    return pickle.loads(zlib.decompress(raw))


def dump(state):
    raw = zlib.compress(pickle.dumps(state))
    raw = _mac(raw) + raw
    return base64.urlsafe_b64encode(raw).decode()
