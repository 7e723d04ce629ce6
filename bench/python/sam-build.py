"""Builds a folder of Python packages as AWS SAM does: python3 sam-build.py TARGET REQUIREMENT…"""
import pathlib
import sys
import tempfile

from aws_lambda_builders.builder import LambdaBuilder

target, *wanted = sys.argv[1:]
with tempfile.TemporaryDirectory() as folder:
    source = pathlib.Path(folder, "source")
    source.mkdir()
    manifest = source / "requirements.txt"
    manifest.write_text("\n".join(wanted) + "\n")
    runtime = f"python3.{sys.version_info.minor}"
    builder = LambdaBuilder(language="python", dependency_manager="pip", application_framework=None)
    builder.build(str(source), target, str(pathlib.Path(folder, "scratch")), str(manifest), runtime=runtime, architecture="x86_64")
