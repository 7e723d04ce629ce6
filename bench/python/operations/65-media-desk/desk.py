"""Editors send pictures; we moderate, label and thumbnail them."""
import functools
import io
import json
import os
import time

import boto3

BUCKET = os.environ.get("MEDIA_BUCKET", "media-desk")
ACTIONS = {}


def action(name, *, needs=()):
    def register(fn):
        @functools.wraps(fn)
        def guarded(payload):
            absent = [n for n in needs if n not in payload]
            if absent:
                return {"error": "missing " + ", ".join(absent)}
            began = time.monotonic()
            try:
                return fn(payload)
            finally:
                _measure(name, time.monotonic() - began)

        ACTIONS[name] = guarded
        return guarded

    return register


@functools.lru_cache(maxsize=None)
def client(service):
    return boto3.client(service, region_name=os.environ.get("AWS_REGION", "eu-west-1"))


def _measure(name, seconds):
    client("cloudwatch").put_metric_data(
        Namespace="MediaDesk",
        MetricData=[{"MetricName": name, "Value": seconds, "Unit": "Seconds"}],
    )


def image(key):
    return {"S3Object": {"Bucket": BUCKET, "Name": key}}


@action("upload-form", needs=("name",))
def upload_form(payload):
    return client("s3").generate_presigned_post(
        BUCKET, f"in/{payload['name']}", Conditions=[["content-length-range", 1, 10_000_000]], ExpiresIn=600
    )


@action("moderate", needs=("key",))
def moderate(payload):
    found = client("rekognition").detect_moderation_labels(Image=image(payload["key"]), MinConfidence=70)
    bad = sorted({label["ParentName"] or label["Name"] for label in found["ModerationLabels"]})
    if bad:
        client("s3").put_object_tagging(
            Bucket=BUCKET, Key=payload["key"], Tagging={"TagSet": [{"Key": "blocked", "Value": "+".join(bad)}]}
        )
    return {"blocked": bad}


@action("label", needs=("key",))
def label(payload):
    rek = client("rekognition")
    labels = rek.detect_labels(Image=image(payload["key"]), MaxLabels=12)["Labels"]
    names = [x["Name"] for x in labels]
    if "Person" in names:
        try:
            matches = rek.search_faces_by_image(CollectionId="staff", Image=image(payload["key"]), MaxFaces=3)
            names += [m["Face"]["ExternalImageId"] for m in matches["FaceMatches"]]
        except rek.exceptions.InvalidParameterException:
            pass
    return {"labels": names}


@action("thumbnail", needs=("key",))
def thumbnail(payload):
    buffer = io.BytesIO()
    client("s3").download_fileobj(BUCKET, payload["key"], buffer)
    shrunk = _shrink(buffer.getvalue())
    client("s3").upload_fileobj(
        io.BytesIO(shrunk), BUCKET, payload["key"].replace("in/", "thumb/", 1), ExtraArgs={"ContentType": "image/jpeg"}
    )
    return {"bytes": len(shrunk)}


def _shrink(data):
    return data[: max(1, len(data) // 4)]


def enrol(key, person):
    client("rekognition").index_faces(CollectionId="staff", Image=image(key), ExternalImageId=person)


def reset_collection():
    rek = client("rekognition")
    rek.delete_collection(CollectionId="staff")
    rek.create_collection(CollectionId="staff")


def handler(event, context):
    chosen = ACTIONS.get(event.get("action"))
    if chosen is None:
        return {"error": "unknown action", "known": sorted(ACTIONS)}
    return {"statusCode": 200, "body": json.dumps(chosen(event), default=str)}
