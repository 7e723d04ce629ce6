import copy
import json

import boto3
from botocore.exceptions import WaiterError

_KEEP = ("family", "taskRoleArn", "executionRoleArn", "networkMode", "containerDefinitions",
         "volumes", "placementConstraints", "requiresCompatibilities", "cpu", "memory")


class Deployer(object):

    def __init__(self, cluster, service):
        self.cluster = cluster
        self.service = service
        self.ecs, self.ecr = (boto3.client(n) for n in ("ecs", "ecr"))

    def digest(self, repo, tag):
        imgs = self.ecr.describe_images(repositoryName=repo, imageIds=[{"imageTag": tag}])
        d = imgs["imageDetails"][0]
        return "%s.dkr.ecr.%s.amazonaws.com/%s@%s" % (
            d["registryId"], self.ecr.meta.region_name, repo, d["imageDigest"])

    def current(self):
        svc = self.ecs.describe_services(cluster=self.cluster, services=[self.service])["services"][0]
        td = self.ecs.describe_task_definition(taskDefinition=svc["taskDefinition"])
        return td["taskDefinition"]

    def rollout(self, image):
        new = {k: copy.deepcopy(v) for k, v in self.current().items() if k in _KEEP}
        new["containerDefinitions"][0]["image"] = image
        arn = self.ecs.register_task_definition(**new)["taskDefinition"]["taskDefinitionArn"]
        self.ecs.update_service(cluster=self.cluster, service=self.service, taskDefinition=arn)
        self.ecs.get_waiter("services_stable").wait(
            cluster=self.cluster, services=[self.service], WaiterConfig={"Delay": 10, "MaxAttempts": 80})
        return arn

    def run_once(self, arn, cmd):
        self.ecs.run_task(cluster=self.cluster, taskDefinition=arn, overrides={
            "containerOverrides": [{"name": "app", "command": cmd}]})


def _login(ecr):
    return ecr.get_authorization_token()["authorizationData"][0]


def handler(event, context):
    cp = boto3.client("codepipeline")
    job = event["CodePipeline.job"]
    try:
        p = json.loads(job["data"]["actionConfiguration"]["configuration"]["UserParameters"])
        d = Deployer(p["cluster"], p["service"])
        arn = d.rollout(d.digest(p["repository"], p["tag"]))
    except (KeyError, IndexError, WaiterError) as e:
        cp.put_job_failure_result(
            jobId=job["id"], failureDetails={"type": "JobFailed", "message": str(e)[:200]})
    else:
        cp.put_job_success_result(jobId=job["id"], outputVariables={"td": arn})
