import boto3


class Stacks:
    TERMINAL = ["CREATE_COMPLETE", "UPDATE_COMPLETE", "ROLLBACK_COMPLETE"]

    def __init__(self, region):
        self.cfn = boto3.client("cloudformation", region_name=region)

    def sandbox(self):
        paginator = self.cfn.get_paginator("list_stacks")
        for s in paginator.paginate(StackStatusFilter=self.TERMINAL).search(
            "StackSummaries[?starts_with(StackName, 'sandbox-')][]"
        ):
            yield s["StackName"]

    def remove(self, name):
        self.cfn.delete_stack(StackName=name)
        self.cfn.get_waiter("stack_delete_complete").wait(
            StackName=name, WaiterConfig={"Delay": 10, "MaxAttempts": 30}
        )
