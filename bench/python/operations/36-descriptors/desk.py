import os

import boto3

from lib.aws import Client, Proxy


class Desk:
    connect = Client()
    voice = Client("polly", region_name="eu-west-1")
    lex = Client("lexv2-runtime")

    def __init__(self):
        self.store = Proxy(boto3.client("s3"))

    def call(self, number, text):
        sound = self.voice.synthesize_speech(Text=text, VoiceId="Amy", OutputFormat="mp3")
        self.store.put_object(Bucket=os.environ["SOUNDS"], Key=f"{number}.mp3", Body=sound["AudioStream"].read())
        return self.connect.start_outbound_voice_contact(
            DestinationPhoneNumber=number,
            ContactFlowId=os.environ["FLOW"],
            InstanceId=os.environ["INSTANCE"],
        )["ContactId"]

    def stop(self, contact):
        self.connect.stop_contact(ContactId=contact, InstanceId=os.environ["INSTANCE"])

    def answer(self, session, text):
        return self.lex.recognize_text(
            botId=os.environ["BOT"], botAliasId="X", localeId="en_GB", sessionId=session, text=text
        )


desk = Desk()


def handler(event, context):
    if "text" in event and "number" in event:
        return {"contact": desk.call(event["number"], event["text"])}
    return {"stopped": desk.stop(event["contact"])}
