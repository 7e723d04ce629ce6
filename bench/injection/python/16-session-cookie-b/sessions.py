import base64
import pickle
import zlib


def load(cookie):
    raw = base64.urlsafe_b64decode(cookie)
    return pickle.loads(zlib.decompress(raw))


def dump(state):
    raw = zlib.compress(pickle.dumps(state))
    return base64.urlsafe_b64encode(raw).decode()
