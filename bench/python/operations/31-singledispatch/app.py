import os
from functools import singledispatch, singledispatchmethod

import boto3

from events import Deleted, Event, Renamed, Uploaded


class Clients:
    def __getattr__(self, name):
        # made when it is first used
        client = boto3.client(name.replace("_", "-"))
        setattr(self, name, client)
        return client


aws = Clients()


@singledispatch
def apply(event):
    raise TypeError(type(event).__name__)


@apply.register
def _(event: Uploaded):
    text = aws.transcribe.start_transcription_job(
        TranscriptionJobName=event.id,
        LanguageCode="en-GB",
        Media={"MediaFileUri": f"s3://{event.bucket}/{event.key}"},
    )
    return text["TranscriptionJob"]["TranscriptionJobStatus"]


@apply.register(Deleted)
def drop(event):
    aws.transcribe.delete_transcription_job(TranscriptionJobName=event.id)


class Audit:
    @singledispatchmethod
    def note(self, event):
        aws.logs.put_log_events(
            logGroupName=os.environ["AUDIT"],
            logStreamName="events",
            logEvents=[{"timestamp": 0, "message": event.id}],
        )

    @note.register
    def _(self, event: Renamed):
        aws.ssm.put_parameter(Name=f"/names/{event.id}", Value=event.name, Overwrite=True)


def handler(event, context):
    audit = Audit()
    for raw in event["events"]:
        parsed = Event.parse(dict(raw))
        audit.note(parsed)
        apply(parsed)
