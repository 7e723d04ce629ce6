"""Collectors: each yields rows. COLLECTORS decides what runs."""


def instances(session):
    pages = session.client("ec2").get_paginator("describe_instances").paginate(
        Filters=[{"Name": "instance-state-name", "Values": ["running", "stopped"]}]
    )
    for page in pages:
        for reservation in page["Reservations"]:
            for inst in reservation["Instances"]:
                yield {"kind": "instance", "id": inst["InstanceId"], "type": inst.get("InstanceType")}


def volumes(session):
    ec2 = session.resource("ec2")
    for volume in ec2.volumes.filter(Filters=[{"Name": "status", "Values": ["available"]}]):
        yield {"kind": "volume", "id": volume.id, "size": volume.size}


def functions(session):
    client = session.client("lambda")
    for fn in client.get_paginator("list_functions").paginate().search("Functions[]"):
        policy = None
        try:
            policy = client.get_policy(FunctionName=fn["FunctionName"])["Policy"]
        except client.exceptions.ResourceNotFoundException:
            pass
        yield {"kind": "function", "id": fn["FunctionName"], "runtime": fn.get("Runtime"), "open": '"*"' in (policy or "")}


def tables(session):
    client = session.client("dynamodb")
    for name in client.get_paginator("list_tables").paginate().search("TableNames[]"):
        described = client.describe_table(TableName=name)["Table"]
        yield {"kind": "table", "id": name, "items": described.get("ItemCount", 0)}


def clusters(session):
    """Not in COLLECTORS until the role can read EKS."""
    eks = session.client("eks")
    for name in eks.list_clusters()["clusters"]:
        yield {"kind": "cluster", "id": name, "version": eks.describe_cluster(name=name)["cluster"]["version"]}


COLLECTORS = (instances, volumes, functions, tables)
