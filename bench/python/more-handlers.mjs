// More functions, written at the same time and in the same way as those of handlers.mjs.

export const MORE_HANDLERS = [
  {
    name: 'plugins',
    requirements: ['structlog', 'attrs', 'click', 'tenacity', 'toml'],
    handler: 'main.handler',
    files: {
      'main.py': `import importlib
import pkgutil
import structlog
import steps

log = structlog.get_logger()
STEPS = [importlib.import_module(f"steps.{module.name}") for module in pkgutil.iter_modules(steps.__path__)]

def handler(event, context):
    return [step.run() for step in STEPS]
`,
      'steps/__init__.py': '',
      'steps/first.py': `import attr

@attr.s
class Result:
    value = attr.ib()

def run():
    return Result(1).value
`,
      'steps/second.py': `from tenacity import retry, stop_after_attempt

@retry(stop=stop_after_attempt(2))
def run():
    return 2
`,
    },
  },
  {
    name: 'fastapi-mangum',
    requirements: ['fastapi', 'mangum', 'uvicorn', 'python-multipart', 'websockets'],
    handler: 'service.main.handler',
    files: {
      'service/main.py': `from fastapi import FastAPI
from mangum import Mangum
from service.routes import users

app = FastAPI()
app.include_router(users.router)
handler = Mangum(app, lifespan="off")

if __name__ == "__main__":
    import uvicorn
    uvicorn.run(app)
`,
      'service/routes/users.py': `from fastapi import APIRouter

router = APIRouter()

@router.get("/users")
async def users():
    return []
`,
    },
    event: {
      version: '2.0',
      rawPath: '/users',
      rawQueryString: '',
      headers: {},
      requestContext: {
        http: { method: 'GET', path: '/users', sourceIp: '127.0.0.1', protocol: 'HTTP/1.1' },
      },
      isBase64Encoded: false,
    },
  },
  {
    name: 'token-issuer',
    requirements: ['pyjwt[crypto]', 'cachetools', 'passlib', 'python-jose'],
    handler: 'tokens.issue',
    files: {
      'tokens.py': `import jwt
from cachetools import TTLCache
from cryptography.hazmat.primitives.asymmetric import rsa

cache = TTLCache(10, 60)
key = rsa.generate_private_key(65537, 2048)

def issue(event, context):
    return jwt.encode({"sub": "x"}, key, algorithm="RS256")
`,
    },
  },
  {
    name: 'tables',
    requirements: ['pandas', 'openpyxl', 'xlsxwriter', 'requests'],
    handler: 'tables.handler',
    files: {
      'tables.py': `import io
import pandas as pd

def handler(event, context):
    frame = pd.DataFrame({"a": [1, 2], "b": ["x", "y"]})
    out = io.BytesIO()
    frame.to_excel(out, engine="openpyxl")
    return frame.groupby("b").sum().to_csv()
`,
    },
  },
  {
    name: 'django-site',
    requirements: ['django', 'djangorestframework', 'psycopg2-binary', 'celery'],
    handler: 'site_wsgi.handler',
    files: {
      'site_wsgi.py': `import os
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings")
import django
django.setup()
from django.test import Client

def handler(event, context):
    return Client().get("/", HTTP_HOST="localhost").content.decode()
`,
      'project/__init__.py': '',
      'project/settings.py': `SECRET_KEY = "x"
DEBUG = False
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "project.urls"
INSTALLED_APPS = ["django.contrib.contenttypes", "rest_framework"]
MIDDLEWARE = ["django.middleware.common.CommonMiddleware"]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
REST_FRAMEWORK = {"UNAUTHENTICATED_USER": None, "DEFAULT_AUTHENTICATION_CLASSES": []}
`,
      'project/urls.py': `from django.urls import path
from rest_framework.decorators import api_view
from rest_framework.response import Response

@api_view(["GET"])
def index(request):
    return Response({"hello": "world"})

urlpatterns = [path("", index)]
`,
    },
  },
  {
    name: 'traced-worker',
    requirements: ['sentry-sdk', 'flask', 'redis', 'httpx', 'sqlalchemy'],
    handler: 'worker.handler',
    files: {
      'worker.py': `import logging.config
import sentry_sdk

logging.config.dictConfig({
    "version": 1,
    "handlers": {"out": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["out"]},
})
sentry_sdk.init(dsn="")

def handler(event, context):
    try:
        raise ValueError("x")
    except ValueError as error:
        sentry_sdk.capture_exception(error)
    return "ok"
`,
    },
  },
];
