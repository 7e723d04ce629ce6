/**
 * Top-level modules of packages that many applications use, and the package's name where it is another one. Code of such a name
 * without metadata is taken for a copy of that package, not for the application's own.
 */
const NAMES = `
absl adlfs aioboto3 aiobotocore aiofiles aiohttp aioredis aiosignal airflow alembic altair amqp annotated_types
ansible anthropic anyio apiclient=google-api-python-client apispec apscheduler argon2 ariadne arrow async_timeout
asyncpg atlassian attr=attrs attrs authlib av aws_lambda_powertools=aws-lambda-powertools
aws_requests_auth=aws-requests-auth aws_xray_sdk=aws-xray-sdk awslambdaric azure babel backoff barcode bcrypt billiard
black blinker blis blosc bokeh boto boto3 botocore bottle brotli bs4=beautifulsoup4 bson cachetools cassandra catboost
celery certifi cffi cfnresponse chalicelib=chalice chardet charset_normalizer chromadb click clickhouse_connect
clickhouse_driver cloudpickle cohere colorama commonmark confluent_kafka connexion consul
corsheaders=django-cors-headers coverage crhelper croniter Crypto=pycryptodome Cryptodome=pycryptodomex cryptography
cssselect cv2=opencv-python cx_Oracle cytoolz dask databricks datadog datadog_lambda=datadog-lambda datasets
dateutil=python-dateutil dbt ddtrace decorator decouple=python-decouple delta deprecated dill distlib django
dns=dnspython dnspython docker docopt docutils docx=python-docx dotenv=python-dotenv dynamodb_json ecdsa
elastic_transport elasticsearch elasticsearch_dsl=elasticsearch-dsl email_validator emoji environ=django-environ
eventlet fabric factory faiss=faiss-cpu faker falcon fastapi fastparquet filelock fiona fire fitz=PyMuPDF flask
flask_cors=Flask-Cors flask_login=Flask-Login flask_sqlalchemy=Flask-SQLAlchemy folium freezegun frozenlist fsspec
ftfy furl fuzzywuzzy gcsfs gensim geopandas geopy gevent gi=PyGObject git=GitPython github=PyGithub
gitlab=python-gitlab google=googleapis-common-protos google_auth_httplib2 google_crc32c
googleapiclient=google-api-python-client gql graphene graphql great_expectations greenlet gridfs grpc grpc_status
gunicorn gym gymnasium h11 h2 h5py hiredis hpack html5lib httpcore httplib2 httpretty httpx huggingface_hub humanize
hvac hyperframe hyperlink hypothesis idna igraph imageio importlib_metadata importlib_resources inflect inflection
influxdb influxdb_client instructor invoke ipykernel IPython ipython_genutils isort itsdangerous jedi jellyfish jinja2
jira jks=pyjks jmespath joblib jose=python-jose jsonschema jsonschema_specifications jupyter jwt=PyJWT kafka keras
kombu kubernetes langchain langchain_community langchain_core langchain_openai langgraph langsmith lark
ldap=python-ldap ldap3 Levenshtein librosa lightgbm litellm llama_index llvmlite logbook loguru luigi lxml lz4
magic=python-magic mangum markdown=Markdown markdown2 markupsafe marshmallow matplotlib mcp memcache=python-memcached
mistune mlflow mock more_itertools moto moviepy mpmath msal msgpack msrest msrestazure multidict
multipart=python-multipart mypy MySQLdb=mysqlclient nacl=PyNaCl nbconvert nbformat neo4j networkx newrelic nltk nose
notebook numba numpy oauth2client oauthlib odf onnx onnxruntime openai opencensus openpyxl opensearchpy=opensearch-py
OpenSSL=pyOpenSSL opentelemetry optuna oracledb orjson osgeo=GDAL packaging pandas paramiko parsel parso passlib
patoolib pdfminer pdfplumber peewee pendulum pexpect phonenumbers pika PIL=pillow pinecone pip
pkg_resources=setuptools platformdirs playhouse=peewee playwright plotly pluggy ply polars pony pptx=python-pptx praw
prefect prometheus_client prompt_toolkit proto protobuf psutil psycopg psycopg2=psycopg2-binary psycopg_pool
ptyprocess pwiz=peewee py7zr pyarrow pyasn1 pyasn1_modules pycodestyle pycountry pycparser pydantic pydantic_core
pydantic_settings pydub pyflakes pygments pymongo pymssql pymysql=PyMySQL pynamodb pyodbc pyotp pyparsing pypdf PyPDF2
pyproj pyspark pytest pythonjsonlogger=python-json-logger pytz qdrant_client qrcode rapidfuzz rarfile rasterio raven
ray redis referencing regex reportlab requests requests_aws4auth=requests-aws4auth requests_oauthlib requests_toolbelt
responses rest_framework=djangorestframework retrying rfc3986 rfc3986_validator rich rollbar rpds rsa ruamel s3fs
s3transfer safetensors sanic schedule scipy scrapy seaborn selenium sendgrid sentencepiece sentry_sdk=sentry-sdk
serial=pyserial setuptools sh shapefile=pyshp shapely simplejson six skimage=scikit-image sklearn=scikit-learn slack
slack_bolt slack_sdk slugify=python-slugify smart_open snappy sniffio snowflake=snowflake-connector-python social_core
socks=PySocks sockshandler=PySocks soundfile soupsieve spacy sphinx sqlalchemy starlette statsd statsmodels
storages=django-storages strawberry stripe structlog sympy tabulate telegram=python-telegram-bot tenacity tensorboard
tensorflow termcolor text_unidecode texttable thinc threadpoolctl tiktoken tokenizers toml tomli tomli_w tomlkit toolz
torch torchaudio torchvision tornado tortoise tqdm traitlets transformers tweepy twilio twisted typer
typing_extensions typing_inspection tzdata tzlocal ujson umap=umap-learn unidecode uritemplate urllib3 usb=pyusb
uvicorn validators vcr vine virtualenv wandb watchdog weasyprint weaviate webargs webencodings
websocket=websocket-client werkzeug wheel win32api=pywin32 wrapt wx=wxPython xgboost xlrd xlsxwriter xlwt yaml=PyYAML
yarl zappa zipp zmq=pyzmq zope zstandard
`;

const PACKAGES: ReadonlyMap<string, string> = new Map(
  NAMES.trim()
    .split(/\s+/)
    .map((word) => {
      const [module = '', name = module] = word.split('=');
      return [module, name];
    }),
);

/** Whether a well-known package provides a module of this name. */
export function isKnownModule(name: string): boolean {
  return PACKAGES.has(name);
}

/** The name of the package that provides a module, as far as it is known; else the module's. */
export function packageOfModule(name: string): string {
  return PACKAGES.get(name) ?? name;
}
