from urllib.parse import unquote_plus

from lib.images import thumbnail
from lib.store import ObjectStore
from lib import vision


def main(event, _ctx):
    store = ObjectStore()
    done = []
    for rec in event["Records"]:
        bucket = rec["s3"]["bucket"]["name"]
        key = unquote_plus(rec["s3"]["object"]["key"])
        with store.local_copy(bucket, key) as path:
            small = thumbnail(path)
            store.put_thumbnail(bucket, key, small)
        tags = vision.labels(bucket, key)
        if vision.is_unsafe(bucket, key):
            store.quarantine(bucket, key)
        else:
            store.tag(bucket, key, tags)
        done.append(key)
    return {"processed": done}
