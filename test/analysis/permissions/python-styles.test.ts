import { describe, expect, it } from 'vitest';
import { operationsOf } from '../../support/python-operations.js';

const H = 'def handler(event, context):\n';

describe('operations that a style of code hides', () => {
  it.each<readonly [what: string, source: string, ...expected: string[]]>([
    [
      'a data class with a factory',
      `@dataclass\nclass M:\n  name: str\n  c: object = field(default_factory=lambda: boto3.client('sns'))\n  def go(self):\n    self.c.publish(Message=self.name)\n${H}  M('x').go()`,
      'sns:Publish',
    ],
    [
      'an instance in a field of a data class',
      `class A:\n  def go(self):\n    boto3.client('sns').publish()\n@dataclass\nclass B:\n  a: A\n  def run(self):\n    self.a.go()\n${H}  B(a=A()).run()`,
      'sns:Publish',
    ],
    [
      'a function as the default of a data class',
      `def made(s):\n  return boto3.client(s)\n@dataclass\nclass A:\n  a: Callable = made\n  b: Callable = dataclasses.field(default=made)\n${H}  A().a('sns').publish()\n  A().b('sqs').purge_queue()`,
      'sns:Publish',
      'sqs:PurgeQueue',
    ],
    [
      'a table of which one key is known and others come with the event',
      `T = {'a': lambda: boto3.client('sns').publish(), 'b': lambda: boto3.client('sqs').purge_queue()}\n${H}  kind = event['kind']\n  T[kind if kind in T else 'a']()`,
      'sns:Publish',
      'sqs:PurgeQueue',
    ],
    [
      'a data class below an abstract class',
      `class A(abc.ABC):\n  pass\n@dataclass\nclass B(A):\n  make: InitVar[object]\n  def __post_init__(self, make):\n    self.go = make('sns').publish\n${H}  B(boto3.client).go()`,
      'sns:Publish',
    ],
    [
      'a form for S3, whose method only clients of S3 have',
      `def made(name):\n  return boto3.client(name)\n${H}  made('s3').generate_presigned_post('b', 'k')\n  made('sns').publish()`,
      's3:PutObject',
      'sns:Publish',
    ],
    [
      'types alone, of arguments that another package fills in',
      `from mypy_boto3_sns import SNSClient\n${H}  other.call(go)\ndef go(c: SNSClient):\n  c.publish()`,
      'sns:Publish',
    ],
    [
      'types that are only imported for checks, of own classes and their subclasses',
      `if typing.TYPE_CHECKING:\n  from types_boto3_sqs.client import SQSClient\nclass B:\n  pass\nclass P(B):\n  def __init__(self, c: "SQSClient | None"):\n    self.c = c\n  def go(self):\n    self.c.purge_queue()\n@dataclass\nclass A:\n  all: list[B]\n  def run(self):\n    for b in self.all:\n      b.go()\n${H}  other.get(A).run()`,
      'sqs:PurgeQueue',
    ],
    [
      'a client that a type promises as a result',
      `from mypy_boto3_dynamodb.service_resource import Table\ndef t() -> Table:\n  return other.table\n${H}  t().get_item(Key={})`,
      'dynamodb:GetItem',
    ],
    [
      'modules that are imported by their names',
      `${H}  b = importlib.import_module('boto3')\n  b.client('sns').publish()`,
      'sns:Publish',
    ],
    [
      'several clients of one context',
      `@contextmanager\ndef made(*names):\n  yield [boto3.client(each) for each in names]\n${H}  with made('sns', 'sqs') as (a, b):\n    a.publish()\n    b.purge_queue()`,
      'sns:Publish',
      'sqs:PurgeQueue',
    ],
    [
      'texts that code joins to its own results',
      `def go(x):\n  boto3.client('sns').publish(Message=x)\n  return go(f'a-{x}')\n${H}  go('b')`,
      'sns:Publish',
    ],
    [
      'arguments of a list of unknown length, at any place',
      `def needs(*names):\n  def around(f):\n    def inner(*args):\n      return f(*[boto3.client(n) for n in names], *args)\n    return inner\n  return around\n@needs('sns', 'sqs')\ndef go(a, b, name):\n  a.publish()\n  b.purge_queue()\n${H}  go('x')`,
      'sns:Publish',
      'sqs:PurgeQueue',
    ],
    [
      'a base class with parameters',
      `class B(Generic[T]):\n  def go(self):\n    boto3.client('sns').publish()\nclass A(B[dict]):\n  pass\n${H}  A().go()`,
      'sns:Publish',
    ],
    [
      'resources that an action lists',
      `${H}  for m in boto3.resource('sqs').Queue('q').receive_messages():\n    m.delete()`,
      'sqs:DeleteMessage',
      'sqs:ReceiveMessage',
    ],
    [
      'keys of a dictionary that call',
      `def go(x):\n  boto3.client('sns').publish()\n${H}  jobs = {pool.submit(go, x): x for x in event}`,
      'sns:Publish',
    ],
    [
      'a thread of its own class',
      `class T(threading.Thread):\n  def run(self):\n    boto3.client('sns').publish()\n${H}  T().start()`,
      'sns:Publish',
    ],
    [
      'a decorator of classes',
      `ALL = []\ndef note(c):\n  ALL.append(c)\n  return c\n@note\nclass A:\n  def go(self):\n    boto3.client('sns').publish()\n${H}  [c().go() for c in ALL]`,
      'sns:Publish',
    ],
    [
      'a base class that makes the client of its subclasses, apart from one another',
      `class B:\n  def __init__(self):\n    self.c = boto3.client(self.s)\nclass P(B):\n  s = 'sns'\n  def __init__(self):\n    super().__init__()\n  def go(self):\n    self.c.tag_resource()\nclass Q(B):\n  s = 'sqs'\n  def go(self):\n    self.c.purge_queue()\n${H}  P().go()\n  Q().go()`,
      'sns:TagResource',
      'sqs:PurgeQueue',
    ],
    [
      'subclasses that register themselves',
      `class B:\n  all = {}\n  def __init_subclass__(cls, name=None):\n    B.all[name] = cls\nclass P(B, name='p'):\n  def go(self):\n    boto3.client('sns').publish()\n${H}  B.all[event['k']]().go()`,
      'sns:Publish',
    ],
    [
      'context managers of generators',
      `@contextmanager\ndef made():\n  yield boto3.client('sns')\n${H}  with made() as c:\n    c.publish()\n  with ExitStack() as s:\n    s.enter_context(made()).create_topic()`,
      'sns:CreateTopic',
      'sns:Publish',
    ],
    [
      'the end of a context',
      `class L:\n  def __enter__(self):\n    pass\n  def __exit__(self, *_):\n    boto3.client('sns').publish()\n${H}  with L():\n    pass`,
      'sns:Publish',
    ],
    [
      'partial calls',
      `put = partial(boto3.client('s3').put_object, Bucket='b')\ndef f(c, k):\n  c.get_object(Key=k)\ng = partial(f, boto3.client('s3'))\n${H}  put()\n  g('k')`,
      's3:GetObject',
      's3:PutObject',
    ],
    [
      'members by computed names',
      `class A:\n  def do_a(self):\n    boto3.client('sns').publish()\n  def other(self):\n    boto3.client('sns').create_topic()\n${H}  getattr(A(), f"do_{event['x']}")()`,
      'sns:Publish',
    ],
    [
      '__getattr__, and setattr',
      `class A:\n  def __getattr__(self, name):\n    c = boto3.client(name.replace('_', '-'))\n    setattr(self, name, c)\n    return c\n${H}  A().rds_data.execute_statement()`,
      'rdsdata:ExecuteStatement',
    ],
    [
      'descriptors',
      `class D:\n  def __set_name__(self, owner, name):\n    self.s = name\n  def __get__(self, i, o=None):\n    return boto3.client(self.s)\nclass A:\n  sns = D()\n${H}  A().sns.publish()`,
      'sns:Publish',
    ],
    [
      'items of an own class',
      `class T:\n  def __getitem__(self, k):\n    boto3.client('s3').get_object()\n  def __setitem__(self, k, v):\n    boto3.client('s3').put_object()\n${H}  t = T()\n  t['a']\n  t['b'] = 1`,
      's3:GetObject',
      's3:PutObject',
    ],
    [
      'texts that code joins',
      `P = 'dynamo'\n${H}  boto3.client(P + 'db').scan()\n  boto3.client(f'{P}db').query()`,
      'dynamodb:Query',
      'dynamodb:Scan',
    ],
    [
      'a waiter of its own',
      `from botocore.waiter import WaiterModel, create_waiter_with_client as w\nW = {'version': 2, 'waiters': {'X': {'operation': 'GetQueryExecution'}}}\n${H}  w('X', WaiterModel(W), boto3.client('athena')).wait()`,
      'athena:GetQueryExecution',
    ],
    [
      'methods of an inherited class that is not followed',
      `class O(pydantic.BaseModel):\n  def save(self):\n    boto3.client('sns').publish()\n${H}  O.model_validate_json(event).save()`,
      'sns:Publish',
    ],
    ['a method of an unknown object', `${H}  elsewhere().put_item(Item={})`, '…'],
    [
      'a call inside calls without an end',
      `f = partial(print)\nf = partial(f, f, args=f)\n${H}  f(f, args=[f])`,
    ],
  ])('%s', async (...[, source, ...expected]) => {
    const imports = `import boto3, dataclasses, importlib, other, threading, typing, pydantic\nfrom dataclasses import dataclass, field\nfrom functools import partial\nfrom contextlib import contextmanager, ExitStack\n`;
    expect(await operationsOf(`${imports}${source}\n`)).toEqual(expected);
  });
});
