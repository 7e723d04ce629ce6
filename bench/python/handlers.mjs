// Functions in Python over real packages. They were written before the analyser had seen any of them: as the documents of the packages
// show their use, with packages beside that the handler does not need.

import { MORE_HANDLERS } from './more-handlers.mjs';

/** @type {readonly { name: string, requirements: readonly string[], files: Record<string, string>, handler: string, event?: unknown }[]} */
const FIRST_HANDLERS = [
  {
    name: 'http-client',
    requirements: ['requests', 'rich', 'tabulate', 'pyyaml'],
    handler: 'app.handler',
    files: {
      'app.py': `import json
import requests

session = requests.Session()

def handler(event, context):
    if event.get("table"):
        from tabulate import tabulate
        return tabulate([[1, 2]])
    try:
        return session.get("http://127.0.0.1:9/").status_code
    except requests.ConnectionError as error:
        return json.dumps(str(error))
`,
    },
  },
  {
    name: 'flask-site',
    requirements: ['flask', 'flask-cors', 'requests', 'gunicorn', 'python-dotenv'],
    handler: 'web/lambda_handler.handler',
    files: {
      'web/__init__.py': '',
      'web/app.py': `from flask import Flask, render_template_string
from flask_cors import CORS

def create_app():
    app = Flask(__name__)
    CORS(app)

    @app.get("/")
    def index():
        return render_template_string("hello {{ name }}", name="x")

    return app
`,
      'web/lambda_handler.py': `from .app import create_app

app = create_app()

def handler(event, context):
    return app.test_client().get("/").data.decode()
`,
    },
  },
  {
    name: 'validated-orders',
    requirements: ['pydantic', 'pydantic-settings', 'email-validator', 'orjson', 'httpx'],
    handler: 'src.orders.main',
    files: {
      'src/orders.py': `from __future__ import annotations
from typing import TYPE_CHECKING
from pydantic import BaseModel, EmailStr
from pydantic_settings import BaseSettings

if TYPE_CHECKING:
    import httpx

class Settings(BaseSettings):
    table: str = "orders"

class Order(BaseModel):
    id: int
    mail: EmailStr

settings = Settings()

def main(event, context):
    try:
        return Order.model_validate(event).model_dump_json()
    except ValueError as error:
        return str(error)
`,
    },
    event: { id: 1, mail: 'a@example.com' },
  },
  {
    name: 'bucket-reader',
    requirements: ['boto3', 'requests', 'aws-xray-sdk'],
    handler: 'index.handler',
    files: {
      'index.py': `import os
import boto3
from botocore.config import Config

s3 = boto3.client("s3", region_name="eu-west-1", aws_access_key_id="x", aws_secret_access_key="y", config=Config(connect_timeout=1, retries={"max_attempts": 0}))

def notify(text):
    import requests
    requests.post("http://127.0.0.1:9/", data=text)

def handler(event, context):
    return s3.generate_presigned_url("get_object", Params={"Bucket": "b", "Key": "k"})
`,
    },
  },
  {
    name: 'sql-reports',
    requirements: ['sqlalchemy', 'pymysql', 'alembic', 'pytz'],
    handler: 'reports.run',
    files: {
      'reports.py': `from sqlalchemy import create_engine, text
import models

engine = create_engine("sqlite://")

def run(event, context):
    models.Base.metadata.create_all(engine)
    with engine.connect() as connection:
        return connection.execute(text("select 1")).scalar()
`,
      'models.py': `from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

class Base(DeclarativeBase):
    pass

class User(Base):
    __tablename__ = "user"
    id: Mapped[int] = mapped_column(primary_key=True)
`,
      'migrate.py': `from alembic import command
from alembic.config import Config

if __name__ == "__main__":
    command.upgrade(Config("alembic.ini"), "head")
`,
    },
  },
  {
    name: 'mail-templates',
    requirements: ['jinja2', 'markdown', 'pyyaml', 'python-dateutil', 'beautifulsoup4', 'lxml'],
    handler: 'mailer.handler',
    files: {
      'mailer.py': `import os
import yaml
import markdown
from dateutil import parser as dates
from jinja2 import Environment, FileSystemLoader

env = Environment(loader=FileSystemLoader(os.path.join(os.path.dirname(__file__), "templates")))

def handler(event, context):
    settings = yaml.safe_load("title: x")
    when = dates.parse("2024-01-01")
    body = env.get_template("mail.md").render(title=settings["title"], when=when)
    return markdown.markdown(body, extensions=["tables"])
`,
      'templates/mail.md': '# {{ title }}\n{{ when }}\n',
    },
  },
  {
    name: 'powertools-api',
    requirements: ['aws-lambda-powertools[parser]', 'aws-xray-sdk', 'boto3', 'redis'],
    handler: 'api.handler',
    files: {
      'api.py': `from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.event_handler import APIGatewayRestResolver
from aws_lambda_powertools.utilities.parser import BaseModel

logger = Logger(service="api")
app = APIGatewayRestResolver()

class Item(BaseModel):
    name: str

@app.get("/items")
def items():
    return [Item(name="x").model_dump()]

def handler(event, context):
    return app.resolve(event, context)
`,
    },
    event: { path: '/items', httpMethod: 'GET', requestContext: { stage: 'x' }, headers: {} },
  },
];

export const HANDLERS = [...FIRST_HANDLERS, ...MORE_HANDLERS];
