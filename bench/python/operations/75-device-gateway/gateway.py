import json
import os
import time
import uuid

import boto3


class Gateway:
    """Keeps the shadow of a device, its history and its commands together."""

    database = os.environ.get("TS_DB", "fleet")
    table = os.environ.get("TS_TABLE", "telemetry")

    def __init__(self):
        self.control = boto3.client("iot")
        self._endpoint = None
        self._writer = None

    @property
    def data(self):
        if self._endpoint is None:
            address = self.control.describe_endpoint(endpointType="iot:Data-ATS")["endpointAddress"]
            self._endpoint = boto3.client("iot-data", endpoint_url=f"https://{address}")
        return self._endpoint

    @property
    def writer(self):
        self._writer = self._writer or boto3.client("timestream-write")
        return self._writer

    def shadow(self, thing):
        try:
            raw = self.data.get_thing_shadow(thingName=thing)["payload"].read()
        except self.data.exceptions.ResourceNotFoundException:
            return {}
        return json.loads(raw).get("state", {})

    def wish(self, thing, desired):
        self.data.update_thing_shadow(thingName=thing, payload=json.dumps({"state": {"desired": desired}}))

    def command(self, thing, verb, **args):
        ident = uuid.uuid4().hex
        self.data.publish(topic=f"cmd/{thing}/{verb}", qos=1, payload=json.dumps({"id": ident, **args}))
        return ident

    def record(self, thing, measures):
        now = str(int(time.time() * 1000))
        rows = [
            {"MeasureName": k, "MeasureValue": str(v), "MeasureValueType": "DOUBLE", "Time": now,
             "Dimensions": [{"Name": "thing", "Value": thing}]}
            for k, v in measures.items()
        ]
        try:
            self.writer.write_records(DatabaseName=self.database, TableName=self.table, Records=rows)
        except self.writer.exceptions.RejectedRecordsException as e:
            return len(e.response.get("RejectedRecords", []))
        return 0

    def history(self, thing, measure):
        query = boto3.client("timestream-query")
        sql = f"SELECT time, measure_value::double FROM {self.database}.{self.table} WHERE thing='{thing}' AND measure_name='{measure}'"
        for page in query.get_paginator("query").paginate(QueryString=sql):
            for row in page["Rows"]:
                yield [d.get("ScalarValue") for d in row["Data"]]

    def retire(self, thing):
        for principal in self.control.list_thing_principals(thingName=thing)["principals"]:
            self.control.detach_thing_principal(thingName=thing, principal=principal)
            self.control.update_certificate(certificateId=principal.split("/")[-1], newStatus="INACTIVE")
        self.control.delete_thing(thingName=thing)

    def members(self, group):
        return self.control.list_things_in_thing_group(thingGroupName=group)["things"]

    def schedule_update(self, group, document):
        job = self.control.create_job(jobId=uuid.uuid4().hex, targets=[group], document=document)
        return self.control.describe_job(jobId=job["jobId"])["job"]["status"]


gateway = Gateway()


def on_telemetry(event):
    rejected = gateway.record(event["thing"], event["measures"])
    if event["measures"].get("temperature", 0) > 80:
        gateway.wish(event["thing"], {"fan": "on"})
    return {"rejected": rejected}


def on_request(event):
    match event:
        case {"verb": "history", "thing": thing, "measure": measure}:
            return list(gateway.history(thing, measure))
        case {"verb": "retire", "thing": thing}:
            return gateway.retire(thing)
        case {"verb": "broadcast", "group": group}:
            return [gateway.command(t, "ping") for t in gateway.members(group)]
        case {"verb": verb, "thing": thing}:
            before = gateway.shadow(thing)
            return {"before": before, "id": gateway.command(thing, verb, at=time.time())}


def handler(event, context=None):
    return on_telemetry(event) if "measures" in event else on_request(event)
