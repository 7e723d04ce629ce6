import logging
import os
import re

import boto3
from botocore.exceptions import WaiterError

logger = logging.getLogger(__name__)
ecs, elb, ecr = (boto3.client(n) for n in ("ecs", "elbv2", "ecr"))
CLUSTER = os.environ.get("CLUSTER", "prod")


class Refused(ValueError):
    pass


def _service(name):
    found = ecs.describe_services(cluster=CLUSTER, services=[name])["services"]
    if not found:
        raise Refused(f"no service {name}")
    return found[0]


def _image_exists(image):
    m = re.fullmatch(r"(?P<host>[^/]+)/(?P<repo>[^:]+):(?P<tag>.+)", image)
    if not m:
        raise Refused("image must be host/repo:tag")
    try:
        ecr.describe_images(repositoryName=m["repo"], imageIds=[{"imageTag": m["tag"]}])
    except ecr.exceptions.ImageNotFoundException:
        return False
    return True


def _next_revision(arn, image):
    old = ecs.describe_task_definition(taskDefinition=arn)["taskDefinition"]
    keep = ("family", "taskRoleArn", "executionRoleArn", "networkMode", "volumes", "cpu", "memory")
    spec = {k: old[k] for k in keep if old.get(k)}
    spec["containerDefinitions"] = [{**c, "image": image} for c in old.get("containerDefinitions", [])]
    return ecs.register_task_definition(**spec)["taskDefinition"]["taskDefinitionArn"]


def release(event):
    if not _image_exists(event["image"]):
        raise Refused("image not pushed")
    service = _service(event["service"])
    before = service["taskDefinition"]
    after = _next_revision(before, event["image"])
    ecs.update_service(cluster=CLUSTER, service=event["service"], taskDefinition=after)
    waiter = ecs.get_waiter("services_stable")
    try:
        waiter.wait(cluster=CLUSTER, services=[event["service"]], WaiterConfig={"Delay": 0, "MaxAttempts": 3})
    except WaiterError:
        logger.exception("not stable, going back")
        ecs.update_service(cluster=CLUSTER, service=event["service"], taskDefinition=before)
        ecs.deregister_task_definition(taskDefinition=after)
        return {"released": False}
    return {"released": True, "definition": after}


def scale(event):
    count = int(event["count"])
    if not 0 <= count <= 40:
        raise Refused("count")
    ecs.update_service(cluster=CLUSTER, service=event["service"], desiredCount=count)
    return {"count": count}


def drain(event):
    gone = []
    for group in _service(event["service"]).get("loadBalancers", []):
        arn = group["targetGroupArn"]
        health = elb.describe_target_health(TargetGroupArn=arn)["TargetHealthDescriptions"]
        sick = [h["Target"] for h in health if h["TargetHealth"]["State"] == "unhealthy"]
        if sick:
            elb.deregister_targets(TargetGroupArn=arn, Targets=[{"Id": t["Id"], "Port": t["Port"]} for t in sick])
            elb.get_waiter("target_deregistered").wait(
                TargetGroupArn=arn, Targets=[{"Id": t["Id"]} for t in sick], WaiterConfig={"Delay": 0, "MaxAttempts": 2}
            )
        gone += [t["Id"] for t in sick]
    return {"gone": gone}


def restart_tasks(event):
    arns = []
    for page in ecs.get_paginator("list_tasks").paginate(cluster=CLUSTER, serviceName=event["service"]):
        arns += page["taskArns"]
    for arn in arns:
        ecs.stop_task(cluster=CLUSTER, task=arn, reason="restart requested")
    return {"stopped": arns}


def one_off(event):
    ran = ecs.run_task(cluster=CLUSTER, taskDefinition=event["definition"], launchType="FARGATE")
    ecs.get_waiter("tasks_stopped").wait(cluster=CLUSTER, tasks=[t["taskArn"] for t in ran["tasks"]])
    return ran


def swap_listener(arn, target):
    elb.modify_listener(ListenerArn=arn, DefaultActions=[{"Type": "forward", "TargetGroupArn": target}])


COMMANDS = {
    "release": release,
    "scale": scale,
    "drain": drain,
    "restart": restart_tasks,
}


def handler(event, context):
    try:
        run = COMMANDS[event["command"]]
    except KeyError:
        return {"ok": False, "reason": "command"}
    try:
        return {"ok": True, **run(event)}
    except Refused as no:
        return {"ok": False, "reason": str(no)}
