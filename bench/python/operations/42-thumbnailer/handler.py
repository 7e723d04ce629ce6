import io
import os
from urllib.parse import unquote_plus

import boto3
from boto3.s3.transfer import TransferConfig
from PIL import Image

s3 = boto3.client('s3')
rek = boto3.client('rekognition')
SIZES = [(64, 64), (256, 256)]
CFG = TransferConfig(multipart_threshold=8 * 1024 * 1024, max_concurrency=2)


def fetch(bucket, key):
    buf = io.BytesIO()
    s3.download_fileobj(bucket, key, buf, Config=CFG)
    buf.seek(0)
    return buf


def render(img, size):
    out = io.BytesIO()
    thumb = img.copy()
    thumb.thumbnail(size)
    thumb.save(out, 'JPEG', quality=85)
    out.seek(0)
    return out


def is_clean(bucket, key):
    resp = rek.detect_moderation_labels(
        Image={'S3Object': {'Bucket': bucket, 'Name': key}}, MinConfidence=80)
    return not resp['ModerationLabels']


def main(event, _ctx):
    dest = os.environ['THUMBS']
    done = []
    for rec in event['Records']:
        bucket = rec['s3']['bucket']['name']
        key = unquote_plus(rec['s3']['object']['key'])
        if not is_clean(bucket, key):
            s3.put_object_tagging(Bucket=bucket, Key=key,
                                  Tagging={'TagSet': [{'Key': 'state', 'Value': 'rejected'}]})
            continue
        img = Image.open(fetch(bucket, key))
        for size in SIZES:
            name = '%dx%d/%s' % (size[0], size[1], key)
            s3.upload_fileobj(render(img, size), dest, name,
                              ExtraArgs={'ContentType': 'image/jpeg'}, Config=CFG)
            done.append(name)
    return {'written': done}
