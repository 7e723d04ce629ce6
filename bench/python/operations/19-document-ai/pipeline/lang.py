import boto3


def detect(text):
    langs = boto3.client("comprehend").detect_dominant_language(Text=text)["Languages"]
    return max(langs, key=lambda l: l["Score"])["LanguageCode"]


def to_english(text, source):
    tr = boto3.client("translate")
    parts = [text[i : i + 9000] for i in range(0, len(text), 9000)]
    return "".join(
        tr.translate_text(Text=p, SourceLanguageCode=source, TargetLanguageCode="en")["TranslatedText"]
        for p in parts
    )


def speak(text):
    return boto3.client("polly").synthesize_speech(Text=text, OutputFormat="mp3", VoiceId="Joanna")
