import boto3


def download_link(bucket, key, seconds=900):
    s3 = boto3.client("s3")
    return s3.generate_presigned_url(
        "get_object",
        Params={"Bucket": bucket, "Key": key, "ResponseContentType": "text/csv"},
        ExpiresIn=seconds,
    )


def feedback_link(bucket, key):
    return boto3.client("s3").generate_presigned_url(
        ClientMethod="put_object", Params={"Bucket": bucket, "Key": key}, ExpiresIn=60
    )
