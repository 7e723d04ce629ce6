import re
import time
from pathlib import Path

import click
import pyperclip

from .store import Store

store = Store(Path(click.get_app_dir("snipbox")) / "snippets.json")
TRACKING = re.compile(r"([?&])(utm_[a-z]+|fbclid|gclid)=[^&#]*")


@click.group()
def cli():
    """Keep snippets, fill the clipboard."""


@cli.command()
@click.argument("name")
def copy(name):
    pyperclip.copy(store[name])
    click.echo(f"copied {name}")


@cli.command()
@click.argument("name")
def save(name):
    store[name] = pyperclip.paste()


@cli.command()
@click.option("--interval", default=0.5)
def clean_urls(interval):
    """Watch the clipboard and remove tracking parameters from links (Ctrl-C stops)."""
    last = ""
    while True:
        text = pyperclip.paste()
        if text != last and text.startswith("http"):
            cleaned = TRACKING.sub(r"\1", text).rstrip("?&")
            if cleaned != text:
                pyperclip.copy(cleaned)
                click.echo(f"- {text}\n+ {cleaned}")
            text = cleaned
        last = text
        time.sleep(interval)
