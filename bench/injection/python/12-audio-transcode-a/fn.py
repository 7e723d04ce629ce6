import os
import subprocess
import uuid
from urllib.parse import unquote_plus

import boto3

s3 = boto3.client("s3")


def scratch(key):
    ext = os.path.splitext(os.path.basename(key))[1].lower()
    return os.path.join("/tmp", uuid.uuid4().hex + (ext if ext in (".wav", ".flac") else ".bin"))


def process(event, context):
    results = []
    for bucket, key in (
        (r["s3"]["bucket"]["name"], unquote_plus(r["s3"]["object"]["key"])) for r in event["Records"]
    ):
        local = scratch(key)
        s3.download_file(bucket, key, local)
        subprocess.run(["/opt/bin/ffmpeg", "-y", "-i", local, "/tmp/out.mp3"], check=True)
        s3.upload_file("/tmp/out.mp3", os.environ["OUT_BUCKET"], key + ".mp3")
        os.remove(local)
        results.append(key)
    return results
