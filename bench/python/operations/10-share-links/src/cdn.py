import os
import time


def invalidate(paths):
    import boto3  # only needed on delete, keeps cold start small

    cf = boto3.client("cloudfront")
    res = cf.create_invalidation(
        DistributionId=os.environ["DISTRIBUTION"],
        InvalidationBatch={
            "Paths": {"Quantity": len(paths), "Items": paths},
            "CallerReference": str(time.time_ns()),
        },
    )
    return res["Invalidation"]["Id"]
