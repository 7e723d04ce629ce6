import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { tamper } from '../../../src/detectors/tamper/index.js';
import { pypi } from '../../../src/extractors/pypi/index.js';
import { NO_INVENTORY } from '../../../src/model/index.js';
import { memoryTree } from '../../support/memory-tree.js';
import { installedWheel } from '../../support/python-tree.js';
import { elfWith } from '../../support/elf-builder.js';

type Files = Readonly<Record<string, string | Uint8Array>>;

const CODE = 'def get(url):\n    # Sends a request.\n    return send(url)\n';
const WHEEL = {
  name: 'askers',
  version: '2.1',
  files: {
    'askers/__init__.py': 'from .api import get\n',
    'askers/api.py': CODE,
    'askers/data.json': '{}\n',
    'askers/table.txt': 'a\n',
    'bin/askers': '#!/usr/bin/python3.11\nfrom askers import main\n',
  },
};
const FOLDER = 'askers-2.1.dist-info';

async function detect(files: Files) {
  const tree = memoryTree(files);
  const { packages } = await pypi.extract(tree, { isImage: false });
  return tamper.detect({
    tree,
    inventory: { ...NO_INVENTORY, packages },
    signatures: { version: 'none', rules: [] },
    found: [],
  });
}

async function foundIn(files: Files): Promise<string[]> {
  const { findings } = await detect(files);
  return findings.map(({ rule, severity, title }) => `${rule} ${severity} ${title}`);
}

async function toldOf(files: Files): Promise<string[]> {
  const { problems } = await detect(files);
  return problems.map(({ message, affectsCompleteness }) => `${affectsCompleteness} ${message}`);
}

const whole = installedWheel('', WHEEL);
const NOT_AS = 'askers 2.1 is not as its RECORD lists it:';

function withRecord(change: (record: string) => string): Files {
  return { ...whole, [`${FOLDER}/RECORD`]: change(whole[`${FOLDER}/RECORD`]!) };
}

it('a package whose files are as recorded is not found', async () => {
  expect(await detect(whole)).toMatchObject({ findings: [], problems: [] });
});

describe.each(['', 'python', '.requirements.zip!', 'layer.zip!/python', 'a.zip!/b.zip!'])('in %j', (site) => {
  const there = installedWheel(site, WHEEL);
  const below = (path: string): string => (site === '' ? path : `${site}/${path}`);

  it('files as recorded are not found', async () => {
    expect(await foundIn(there)).toEqual([]);
  });

  it('a changed and an added module are found', async () => {
    const edits = { [below('askers/api.py')]: 'x = 1\n', [below('askers/evil.py')]: 'x = 1\n' };
    expect(await foundIn({ ...there, ...edits })).toEqual([
      `tampered-code high ${NOT_AS} askers/api.py is changed, and 1 more`,
    ]);
  });
});

it.each<[string, Files, string]>([
  ['a changed module', { 'askers/api.py': `${CODE}import os\n` }, 'askers/api.py is changed'],
  ['a shorter module', { 'askers/api.py': 'x = 1\n' }, 'askers/api.py is changed'],
  [
    'two',
    { 'askers/api.py': 'x\n', 'askers/__init__.py': 'from .api import get, x\n' },
    'askers/__init__.py is changed, and 1 more',
  ],
  ['an added module', { 'askers/evil.py': 'x = 1\n' }, 'askers/evil.py was added'],
  ['an added module deeper', { 'askers/sub/deep/evil.py': 'x = 1\n' }, 'askers/sub/deep/evil.py was added'],
  ['an added script of another language', { 'askers/_index.js': 'x\n' }, 'askers/_index.js was added'],
])('%s is high', async (_case, edits, text) => {
  expect(await foundIn({ ...whole, ...edits })).toEqual([`tampered-code high ${NOT_AS} ${text}`]);
});

it.each<[string, Files, string]>([
  [
    'machine code',
    { 'askers/fast.so': elfWith({}) },
    'high askers 2.1 is not as its RECORD lists it: askers/fast.so was added',
  ],
  [
    'compiled code without a source',
    { 'askers/evil.pyc': '\x00' },
    'medium askers 2.1 is not as its RECORD lists it: askers/evil.pyc was added',
  ],
])('added %s is found', async (_case, edits, text) => {
  expect(await foundIn({ ...whole, ...edits })).toEqual([`added-native ${text}`]);
});

it('tells the sizes, and what to do', async () => {
  const { findings } = await detect({ ...whole, 'askers/api.py': 'x = 1\n' });
  expect(findings[0]?.evidence).toEqual([
    {
      path: 'askers/api.py',
      line: null,
      detail: `6 bytes, ${CODE.length} in RECORD; the hash differs`,
    },
  ]);
  expect(findings[0]?.remediation?.text).toContain('pip install --force-reinstall');
  expect(findings[0]?.fingerprint).toBe('tamper/tampered-code/PyPI%3Aaskers/');
});

describe('honest differences are not found', () => {
  it.each<[string, Files]>([
    [
      'caches of Python',
      { 'askers/__pycache__/api.cpython-312.pyc': 'x', 'askers/__pycache__/gone.cpython-312.pyc': 'x' },
    ],
    ['compiled code of a listed source', { 'askers/api.pyc': 'x' }],
    [
      'notes of installers',
      { [`${FOLDER}/INSTALLER`]: 'uv', [`${FOLDER}/REQUESTED`]: '', [`${FOLDER}/uv_cache.json`]: '{}' },
    ],
    ['line ends', { 'askers/api.py': CODE.replaceAll('\n', '\r\n') }],
    ['changed data', { 'askers/data.json': '{"a":1}', 'askers/table.txt': 'b' }],
    ['added data', { 'askers/more.json': '{}', 'askers/py.typed': '', 'askers/LICENSE': 'free' }],
    ['code of the application beside it', { 'handler.py': 'import askers\n', 'own/a.py': 'x\n' }],
  ])('%s', async (_case, edits) => {
    expect(await detect({ ...whole, ...edits })).toMatchObject({ findings: [], problems: [] });
  });

  it('files that are not there', async () => {
    const { 'askers/api.py': _gone, ...rest } = whole;
    expect(await detect(rest)).toMatchObject({ findings: [], problems: [] });
  });

  it("the application's own tests beside those that a package left there", async () => {
    const files = { ...WHEEL.files, 'tests/__init__.py': 'x\n' };
    const tree = { ...installedWheel('', { ...WHEEL, files }), 'tests/test_own.py': 'x\n' };
    expect(await foundIn(tree)).toEqual([]);
  });

  it('a folder that several packages share', async () => {
    const one = installedWheel('', {
      name: 'ns-one',
      version: '1',
      files: { 'ns/__init__.py': '#\n', 'ns/one.py': '1\n' },
    });
    const two = installedWheel('', {
      name: 'ns-two',
      version: '1',
      files: { 'ns/__init__.py': '#\n', 'ns/two.py': '2\n' },
    });
    expect(await foundIn({ ...one, ...two, 'ns/own.py': 'x\n' })).toEqual([]);
  });

  it('a file as another package of the folder lists it', async () => {
    const one = installedWheel('', {
      name: 'ns-one',
      version: '1',
      files: { 'ns/__init__.py': '# one\n', 'ns/one.py': '1\n' },
    });
    const two = installedWheel('', {
      name: 'ns-two',
      version: '1',
      files: { 'ns/__init__.py': '# two\n', 'ns/two.py': '2\n' },
    });
    expect(await foundIn({ ...one, ...two })).toEqual([]);
    expect(await foundIn({ ...one, ...two, 'ns/__init__.py': '# evil\n' })).toHaveLength(1);
  });

  it('hashes in hexadecimal', async () => {
    const hex = createHash('sha256').update(CODE).digest('hex');
    const record = (text: string): string => text.replace(/(askers\/api\.py,sha256=)[\w-]+/, `$1${hex}`);
    expect(await detect(withRecord(record))).toMatchObject({ findings: [], problems: [] });
    const other = (text: string): string =>
      text.replace(
        /(askers\/api\.py,sha256=)[\w-]+/,
        `$1${hex.replace(/^./, (first) => (first === '0' ? '1' : '0'))}`,
      );
    expect(await foundIn(withRecord(other))).toHaveLength(1);
  });
});

describe('what proves nothing is told', () => {
  it.each<[string, Files, string]>([
    [
      'no list',
      Object.fromEntries(Object.entries(whole).filter(([path]) => !path.endsWith('RECORD'))),
      'no RECORD lists their files',
    ],
    [
      'no hash',
      { ...withRecord((text) => text.replace(/(askers\/api\.py),.*/, '$1,,')), 'askers/api.py': 'evil\n' },
      'no hash of some of their files',
    ],
    [
      'a weak hash',
      {
        ...withRecord((text) => text.replace(/(askers\/api\.py),.*/, '$1,md5=0123,5')),
        'askers/api.py': 'evil\n',
      },
      'only weak hashes',
    ],
    [
      'another Python in a command',
      { ...whole, 'bin/askers': '#!/var/lang/bin/python\nfrom askers import main\n' },
      'start another Python',
    ],
  ])('%s', async (_case, files, text) => {
    expect(await foundIn(files)).toEqual([]);
    const told = await toldOf(files);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/^false Not compared with their RECORD \(1 of 1 packages: askers 2\.1\): /);
    expect(told[0]).toContain(text);
  });

  it('sources that are all shorter leave the answer incomplete', async () => {
    const files = { ...whole, 'askers/api.py': 'x = 1\n', 'askers/__init__.py': 'y\n' };
    expect(await foundIn(files)).toEqual([]);
    expect((await toldOf(files))[0]).toMatch(/^true .*shorter than in RECORD/);
  });

  it('machine code that strip shortened, and none that was changed otherwise', async () => {
    const files = {
      ...WHEEL.files,
      'askers/fast.so': Buffer.from(elfWith({ symbols: true })).toString('latin1'),
    };
    const made = installedWheel('', { ...WHEEL, files });
    const installed: Files = { ...made, 'askers/fast.so': elfWith({ symbols: true }) };
    const stripped = { ...installed, 'askers/fast.so': elfWith({}) };
    expect(await foundIn(stripped)).toEqual([]);
    expect((await toldOf(stripped))[0]).toContain('as strip leaves it');
    const longer = Buffer.concat([elfWith({ symbols: true }), Buffer.alloc(9)]);
    expect(await foundIn({ ...installed, 'askers/fast.so': longer })).toEqual([
      `tampered-code high ${NOT_AS} askers/fast.so is changed`,
    ]);
    const conda = { ...installed, 'askers/fast.so': longer, [`${FOLDER}/INSTALLER`]: 'conda\n' };
    expect((await toldOf(conda))[0]).toContain('Conda changes machine code');
  });
});
