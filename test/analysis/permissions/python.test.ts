import { describe, expect, it, test } from 'vitest';
import { operationsOf, type PythonSources } from '../../support/python-operations.js';

const H = 'def handler(event, context):\n';

describe('operations of clients', () => {
  it.each<readonly [what: string, source: string | PythonSources, ...expected: string[]]>([
    [
      'of a module',
      `import boto3\ns3 = boto3.client('s3')\n${H}  s3.get_object(Bucket='b', Key='k')`,
      's3:GetObject',
    ],
    [
      'by another name',
      `from boto3 import client as make\nx = make(service_name='sqs')\n${H}  return x.send_message(QueueUrl='q')`,
      'sqs:SendMessage',
    ],
    [
      'of a session',
      `import boto3\n${H}  s = boto3.session.Session(region_name='x')\n  s.client('sns').publish(TopicArn='t')`,
      'sns:Publish',
    ],
    [
      'of botocore',
      `import botocore.session\n${H}  botocore.session.get_session().create_client('kms').decrypt(CiphertextBlob=b)`,
      'kms:Decrypt',
    ],
    [
      'of aioboto3',
      `import aioboto3\nasync def handler(e, c):\n  async with aioboto3.Session().client('s3') as s3:\n    await s3.put_object(Bucket='b')`,
      's3:PutObject',
    ],
    [
      'dead code',
      `import boto3\ns3 = boto3.client('s3')\ndef dead():\n  s3.delete_object()\n${H}  s3.get_object()`,
      's3:GetObject',
    ],
    [
      'made lazily',
      `import boto3\n_c = None\ndef get():\n  global _c\n  if _c is None:\n    _c = boto3.client('ssm')\n  return _c\n${H}  get().get_parameter(Name='n')`,
      'ssm:GetParameter',
    ],
    [
      'made behind a cache',
      `import boto3, functools\n@functools.lru_cache(maxsize=None)\ndef client(name):\n  return boto3.client(name)\n${H}  client('sqs').delete_message()`,
      'sqs:DeleteMessage',
    ],
    [
      'that are parameters',
      `import boto3\ndef save(table, c=None):\n  c.put_item(TableName=table)\n${H}  save('t', c=boto3.client('dynamodb'))`,
      'dynamodb:PutItem',
    ],
    [
      'in a dictionary',
      `import boto3\nC = {'s3': boto3.client('s3'), 'sqs': boto3.client('sqs')}\n${H}  C['s3'].list_buckets()\n  C.get('sqs').purge_queue()`,
      's3:ListBuckets',
      'sqs:PurgeQueue',
    ],
    [
      'of a class',
      `import boto3\nclass Repo:\n  def __init__(self):\n    self.c = boto3.client('dynamodb')\n  def get(self):\n    return self.c.get_item()\n  def dead(self):\n    self.c.scan()\nrepo = Repo()\n${H}  repo.get()`,
      'dynamodb:GetItem',
    ],
    [
      'of a base class',
      `import boto3\nclass Base:\n  c = boto3.client('s3')\nclass Repo(Base):\n  @property\n  def client(self):\n    return self.c\n  def get(self):\n    return self.client.head_object()\n${H}  Repo().get()`,
      's3:HeadObject',
    ],
    [
      'that a base makes',
      `import boto3\nclass Base:\n  def __init__(self, c):\n    self.c = c\nclass Repo(Base):\n  def __init__(self):\n    super().__init__(boto3.client('sns'))\n  def go(self):\n    self.c.publish()\n${H}  Repo().go()`,
      'sns:Publish',
    ],
    [
      'of another file',
      {
        'app.py': `from lib.clients import s3\nfrom lib import work\n${H}  work.go(s3)`,
        'lib/__init__.py': '',
        'lib/clients.py': "import boto3\ns3 = boto3.client('s3')",
        'lib/work.py': 'def go(c):\n  c.delete_object()\ndef dead(c):\n  c.put_object()',
      },
      's3:DeleteObject',
    ],
    [
      'of a method by its name',
      `import boto3\n${H}  getattr(boto3.client('dynamodb'), 'put_item')(TableName='t')`,
      'dynamodb:PutItem',
    ],
    [
      'of a method as a value',
      `import boto3\nput = boto3.client('dynamodb').put_item\n${H}  put(TableName='t')`,
      'dynamodb:PutItem',
    ],
    [
      'in a loop',
      `import boto3\n${H}  for c in [boto3.client('s3'), boto3.client('sqs')]:\n    c.get_object()`,
      's3:GetObject',
    ],
    [
      'in a lambda',
      `import boto3\nm = lambda: boto3.client('s3')\n${H}  m().list_objects_v2()`,
      's3:ListObjectsV2',
    ],
    [
      'by a dispatch',
      `import boto3\nc = boto3.client('sfn') if x else boto3.client('stepfunctions')\ndef a():\n  c.start_execution()\ndef b():\n  c.stop_execution()\nR = {'a': a, 'b': b}\n${H}  R[event['x']]()`,
      'sfn:StartExecution',
      'sfn:StopExecution',
      '…',
    ],
    [
      'in threads',
      `import boto3\nfrom concurrent.futures import ThreadPoolExecutor\ns3 = boto3.client('s3')\ndef up(key):\n  s3.put_object(Key=key)\n${H}  with ThreadPoolExecutor() as pool:\n    pool.submit(up, 'k')\n    list(pool.map(up, []))`,
      's3:PutObject',
    ],
    [
      'of routes',
      `import boto3\nfrom aws_lambda_powertools.event_handler import APIGatewayRestResolver\napp = APIGatewayRestResolver()\nd = boto3.client('dynamodb')\n@app.get('/x')\ndef x():\n  d.query()\n${H}  return app.resolve(event, context)`,
      'dynamodb:Query',
    ],
    [
      'behind a decorator',
      `import boto3\ndef wrap(f):\n  def inner(e, c):\n    return f(e, c)\n  return inner\n@wrap\ndef handler(e, c):\n  boto3.client('s3').copy_object()`,
      's3:CopyObject',
    ],
    [
      'for types',
      `import boto3\nfrom typing import TYPE_CHECKING\nif TYPE_CHECKING:\n  boto3.client('s3').get_object()\n${H}  pass`,
    ],
    [
      'as a program',
      `import boto3\n${H}  pass\nif __name__ == '__main__':\n  boto3.client('s3').get_object()`,
    ],
    [
      'exceptions',
      `import boto3\nc = boto3.client('s3')\n${H}  try:\n    c.head_bucket()\n  except c.exceptions.NoSuchKey:\n    pass`,
      's3:HeadBucket',
    ],
  ])('%s', async (...[, source = '', ...expected]) => {
    expect(await operationsOf(source)).toEqual(expected);
  });
});

test('modules are found beside the file that is started', async () => {
  const files = {
    'src/main.py': `from sync.service import go\ndef handler(event, context):\n  go()\n`,
    'src/sync/__init__.py': '',
    'src/sync/service.py': `import boto3\ndef go():\n  boto3.client('sns').publish()\n`,
  };
  expect(await operationsOf(files, 'src/main.handler')).toEqual(['sns:Publish']);
});
