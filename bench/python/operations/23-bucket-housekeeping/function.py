import io
import os
import zipfile
from datetime import datetime, timedelta, timezone

import boto3
import botocore

s3 = boto3.resource("s3")


def exists(obj):
    try:
        obj.load()
    except botocore.exceptions.ClientError as e:
        if e.response["Error"]["Code"] in ("404", "NoSuchKey"):
            return False
        raise
    return True


def bundle(bucket, prefix, target):
    mem = io.BytesIO()
    with zipfile.ZipFile(mem, "w", zipfile.ZIP_DEFLATED) as z:
        for summary in bucket.objects.filter(Prefix=prefix):
            if summary.size < 5 * 1024**2:
                z.writestr(summary.key[len(prefix):], summary.get()["Body"].read())
    mem.seek(0)
    target.upload_fileobj(mem, ExtraArgs={"StorageClass": "STANDARD_IA"})


def expire(bucket, prefix, days):
    limit = datetime.now(timezone.utc) - timedelta(days=days)
    doomed = [{"Key": o.key} for o in bucket.objects.filter(Prefix=prefix) if o.last_modified < limit]
    for i in range(0, len(doomed), 1000):
        bucket.delete_objects(Delete={"Objects": doomed[i : i + 1000], "Quiet": True})


def wipe(bucket):
    bucket.object_versions.delete()
    bucket.delete()


def rename(obj, new_key):
    dst = s3.Object(obj.bucket_name, new_key)
    dst.copy_from(CopySource={"Bucket": obj.bucket_name, "Key": obj.key})
    obj.delete()


def handler(event, context):
    b = s3.Bucket(os.environ["BUCKET"])
    if b.Versioning().status != "Enabled":
        b.Versioning().enable()
    for job in event["jobs"]:
        target = b.Object(f"bundles/{job['name']}.zip")
        if exists(target):
            rename(target, target.key + ".old")
        bundle(b, job["prefix"], target)
        expire(b, job["prefix"], job.get("days", 90))
    return {"ok": True}
