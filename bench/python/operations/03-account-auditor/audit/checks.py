from datetime import datetime, timedelta, timezone

CHECKS = []


def check(fn):
    CHECKS.append(fn)
    return fn


@check
def open_security_groups(session):
    ec2 = session.client("ec2")
    pages = ec2.get_paginator("describe_security_groups").paginate(
        Filters=[{"Name": "ip-permission.cidr", "Values": ["0.0.0.0/0"]}]
    )
    return [
        {"check": "sg-open", "resource": g["GroupId"], "detail": g["GroupName"]}
        for p in pages
        for g in p["SecurityGroups"]
    ]


@check
def stale_keys(session):
    iam = session.client("iam")
    limit = datetime.now(timezone.utc) - timedelta(days=90)
    for user in iam.get_paginator("list_users").paginate().search("Users[]"):
        for k in iam.list_access_keys(UserName=user["UserName"])["AccessKeyMetadata"]:
            used = iam.get_access_key_last_used(AccessKeyId=k["AccessKeyId"])
            last = used["AccessKeyLastUsed"].get("LastUsedDate")
            if last is None or last < limit:
                yield {"check": "stale-key", "resource": user["UserName"], "detail": k["Status"]}


@check
def trails(session):
    ct = session.client("cloudtrail")
    found = ct.describe_trails(includeShadowTrails=False)["trailList"]
    if not any(ct.get_trail_status(Name=t["TrailARN"])["IsLogging"] for t in found):
        yield {"check": "no-trail", "resource": "-", "detail": ""}


def public_buckets(session):
    # disabled: too slow, replaced by Config rule
    s3 = session.client("s3")
    for b in s3.list_buckets()["Buckets"]:
        st = s3.get_bucket_policy_status(Bucket=b["Name"])
        if st["PolicyStatus"]["IsPublic"]:
            yield {"check": "public", "resource": b["Name"], "detail": ""}
