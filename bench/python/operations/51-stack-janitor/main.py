import os

from janitor import compute
from janitor.stacks import Stacks


def run(event, context):
    region = event.get("region") or os.environ["AWS_REGION"]
    removed = []
    stacks = Stacks(region)
    for name in stacks.sandbox():
        stacks.remove(name)
        removed.append(name)
    return {"stacks": removed, "instances": compute.stop_idle(region, int(os.environ.get("DAYS", 14)))}
