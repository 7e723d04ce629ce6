import datetime as dt
import gzip
import io
import os
import pathlib
import tempfile

import boto3
import botocore.exceptions

from janitor.policy import parse

s3 = boto3.resource("s3")
LIVE = s3.Bucket(os.environ.get("LIVE", "live"))
COLD = s3.Bucket(os.environ.get("COLD", "cold"))


def rules():
    buf = io.BytesIO()
    try:
        LIVE.Object("janitor.rules").download_fileobj(buf)
    except botocore.exceptions.ClientError as e:
        if e.response["Error"]["Code"] in ("404", "NoSuchKey"):
            return []
        raise
    return parse(buf.getvalue().decode())


def freeze(summary):
    twin = COLD.Object(summary.key)
    twin.copy_from(CopySource={"Bucket": summary.bucket_name, "Key": summary.key}, StorageClass="GLACIER_IR")
    twin.wait_until_exists()
    summary.delete()


def squeeze(summary):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "plain")
        LIVE.download_file(summary.key, str(path))
        packed = path.with_suffix(".gz")
        packed.write_bytes(gzip.compress(path.read_bytes()))
        COLD.upload_file(str(packed), summary.key + ".gz")


def tag(summary):
    s3.meta.client.put_object_tagging(
        Bucket=summary.bucket_name, Key=summary.key, Tagging={"TagSet": [{"Key": "stale", "Value": "yes"}]}
    )


def thaw(key):
    obj = COLD.Object(key)
    if obj.restore is None:
        obj.restore_object(RestoreRequest={"Days": 2})
    return obj.get()["Body"].read()


def empty(bucket):
    bucket.object_versions.delete()
    bucket.delete()


DO = {"freeze": freeze, "squeeze": squeeze, "tag": tag}


def handler(event, context):
    now = dt.datetime.now(dt.timezone.utc)
    done = dict.fromkeys(DO, 0)
    todo = rules()
    for summary in LIVE.objects.filter(Prefix=event.get("prefix", "")):
        for rule in todo:
            if rule.hits(summary, now):
                DO[rule.what](summary)
                done[rule.what] += 1
                break
    if event.get("trash"):
        LIVE.objects.filter(Prefix="trash/").delete()
    for upload in LIVE.multipart_uploads.all():
        upload.abort()
    return done
