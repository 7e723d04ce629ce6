"""Jobs by name. A job takes the body and the deps."""
import json

JOBS = {}


def job(fn):
    JOBS[fn.__name__] = fn
    return fn


class Deps:
    def __init__(self, session):
        self.session = session
        self._made = {}

    def __getitem__(self, name):
        if name not in self._made:
            self._made[name] = self.session.client(name)
        return self._made[name]


@job
def resize(body, deps):
    out = deps["lambda"].invoke(FunctionName="resize", InvocationType="RequestResponse", Payload=json.dumps(body))
    if out.get("FunctionError"):
        raise RuntimeError(out["FunctionError"])
    return json.loads(out["Payload"].read())


@job
def transcript(body, deps):
    api = deps["transcribe"]
    try:
        api.start_transcription_job(
            TranscriptionJobName=body["name"], Media={"MediaFileUri": body["uri"]}, IdentifyLanguage=True
        )
    except api.exceptions.ConflictException:
        return api.get_transcription_job(TranscriptionJobName=body["name"])["TranscriptionJob"]["TranscriptionJobStatus"]


@job
def translate(body, deps):
    language = deps["comprehend"].detect_dominant_language(Text=body["text"])["Languages"][0]["LanguageCode"]
    if language == body["to"]:
        return body["text"]
    return deps["translate"].translate_text(
        Text=body["text"], SourceLanguageCode=language, TargetLanguageCode=body["to"]
    )["TranslatedText"]


def speak(body, deps):
    """Needs @job once the voice is chosen."""
    return deps["polly"].synthesize_speech(Text=body["text"], OutputFormat="mp3", VoiceId="Joanna")["AudioStream"].read()
