import json
import os
import uuid
from enum import Enum

import boto3

sfn = boto3.client('stepfunctions')
events = boto3.client('events')
lam = boto3.client('lambda')


class Kind(str, Enum):
    START = 'start'
    APPROVE = 'approve'
    REJECT = 'reject'
    PING = 'ping'
    STATUS = 'status'


def start(msg):
    name = msg.get('name') or uuid.uuid4().hex
    try:
        ex = sfn.start_execution(
            stateMachineArn=os.environ['STATE_MACHINE'], name=name, input=json.dumps(msg['input'])
        )
    except sfn.exceptions.ExecutionAlreadyExists:
        return {'name': name, 'duplicate': True}
    return {'arn': ex['executionArn']}


def decide(msg, ok):
    if ok:
        sfn.send_task_success(taskToken=msg['token'], output=json.dumps({'by': msg['by']}))
    else:
        sfn.send_task_failure(taskToken=msg['token'], error='Rejected', cause=msg.get('why', ''))
    events.put_events(Entries=[{
        'Source': 'approvals', 'DetailType': 'Decision', 'EventBusName': os.environ['BUS'],
        'Detail': json.dumps({'ok': ok, 'by': msg['by']}),
    }])
    return {'ok': ok}


def ping(msg):
    sfn.send_task_heartbeat(taskToken=msg['token'])


def status(msg):
    d = sfn.describe_execution(executionArn=msg['arn'])
    last = sfn.get_execution_history(executionArn=msg['arn'], reverseOrder=True, maxResults=1)
    return {'status': d['status'], 'last': last['events'][0]['type']}


def fan_out(items):
    for it in items:
        lam.invoke(FunctionName=os.environ['WORKER'], InvocationType='Event', Payload=json.dumps(it))


def abort(arn):
    sfn.stop_execution(executionArn=arn, cause='manual')


DISPATCH = {
    Kind.START: start,
    Kind.APPROVE: lambda m: decide(m, True),
    Kind.REJECT: lambda m: decide(m, False),
    Kind.PING: ping,
    Kind.STATUS: status,
}


def handler(event, context):
    out = [DISPATCH[Kind(m['kind'])](m) for m in event['messages']]
    children = [c for m in event['messages'] for c in m.get('children', [])]
    if children:
        fan_out(children)
    return out
