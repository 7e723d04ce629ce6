import os

from media.adapters import AwsSpeech, AwsTranslator
from media.ports import Speech, Translator


class Dubbing:
    def __init__(self, speech: Speech, translator: Translator):
        self.speech = speech
        self.translator = translator

    def __call__(self, uri: str, job: str, target: str) -> bytes:
        text = self.speech.to_text(uri, job)
        return self.speech.say(self.translator.translate(text, target), target)


_speech = AwsSpeech(bucket=os.environ.get("MEDIA_BUCKET", "media"))
_dub = Dubbing(_speech, AwsTranslator())


def handler(event, context):
    audio = _dub(event["uri"], event["job"], event["language"])
    key = f"dubbed/{event['job']}.mp3"
    _speech.s3.put_object(Bucket=_speech.bucket, Key=key, Body=audio, ContentType="audio/mpeg")
    return {"key": key}
