import boto3

_client = None


def _rek():
    global _client
    if _client is None:
        _client = boto3.client("rekognition")
    return _client


def _ref(bucket, key):
    return {"S3Object": {"Bucket": bucket, "Name": key}}


def labels(bucket, key, limit=5):
    r = _rek().detect_labels(Image=_ref(bucket, key), MaxLabels=limit, MinConfidence=80)
    return [l["Name"] for l in r["Labels"]]


def is_unsafe(bucket, key):
    r = _rek().detect_moderation_labels(Image=_ref(bucket, key))
    return any(l["Confidence"] > 90 for l in r["ModerationLabels"])


def celebrities(bucket, key):
    return _rek().recognize_celebrities(Image=_ref(bucket, key))["CelebrityFaces"]
