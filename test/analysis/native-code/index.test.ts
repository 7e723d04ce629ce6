import { describe, expect, it, test } from 'vitest';
import { nativeCode } from '../../../src/analysis/native-code/index.js';
import { needOf } from '../../../src/analysis/native-code/native-facts.js';
import { pypi } from '../../../src/extractors/pypi/index.js';
import { NO_INVENTORY, type ServerlessFunction } from '../../../src/model/index.js';
import { elfWith } from '../../support/elf-builder.js';
import { memoryTree } from '../../support/memory-tree.js';
import { nativeFindings } from '../../support/native-findings.js';
import { packageOf } from '../../support/model-builders.js';
import { installedWheel } from '../../support/python-tree.js';
import { describeAnalysis } from '../contract.js';

const X86 = elfWith({ machine: 62 });
const ARM = elfWith({ machine: 183 });
const MACH_O = Buffer.from('cffaedfe0000000000', 'hex');
const PYTHON312: Partial<ServerlessFunction> = {
  runtime: 'python3.12',
  platform: 'aws-lambda',
  architecture: 'x86_64',
};

type Natives = Readonly<Record<string, Uint8Array>>;

async function foundIn(natives: Natives, fn = PYTHON312, tags: readonly string[] = []) {
  const listed = Object.fromEntries(Object.keys(natives).map((path) => [path, '']));
  const wheel = installedWheel('', {
    name: 'fast',
    version: '1.0',
    files: { 'fast/__init__.py': '#\n', ...listed },
    extra: { WHEEL: tags.map((tag) => `Tag: ${tag}\n`).join('') },
  });
  const tree = memoryTree({ ...wheel, ...natives });
  const { packages } = await pypi.extract(tree, { isImage: false });
  const inventory = { ...NO_INVENTORY, packages };
  const findings = await nativeFindings(tree, inventory, fn);
  return findings.map(({ rule, severity, title }) => `${rule} ${severity} ${title}`);
}

const HAS = 'and the runtime has Python 3.12, x86_64, glibc 2.34';

test.each<[string, Natives, readonly string[]]>([
  ['the right release', { 'fast/a.cpython-312-x86_64-linux-gnu.so': X86 }, []],
  ['no release in the name', { 'fast/a.abi3.so': X86, 'fast.libs/libz-1234.so.1': X86 }, []],
  [
    'another release',
    { 'fast/a.cpython-311-x86_64-linux-gnu.so': X86 },
    [`native-python medium fast 1.0 is built for Python 3.11, ${HAS}`],
  ],
  [
    'two releases',
    { 'fast/a.cpython-311-x86_64-linux-gnu.so': X86, 'fast/a.cpython-312-x86_64-linux-gnu.so': X86 },
    [],
  ],
  [
    'another processor',
    { 'fast/a.abi3.so': ARM },
    [`native-architecture medium fast 1.0 is built for arm64, ${HAS}`],
  ],
  ['builds for two processors', { 'fast/arm.so': ARM, 'fast/intel.so': X86 }, []],
  [
    'another system',
    { 'fast/a.cpython-312-darwin.so': MACH_O },
    [`native-architecture medium fast 1.0 is built for macOS, ${HAS}`],
  ],
  [
    'musl',
    { 'fast/a.cpython-312-x86_64-linux-musl.so': X86 },
    [`native-libc medium fast 1.0 is built for musl, ${HAS}`],
  ],
  ['no machine code', { 'fast/a.cpython-311-x86_64-linux-gnu.so': Buffer.from('text') }, []],
])('%s', async (_case, natives, expected) => {
  expect(await foundIn(natives)).toEqual(expected);
});

const ABI3 = { 'fast/a.abi3.so': X86 };

test.each<[string, string, readonly string[]]>([
  ['python3.12', 'cp38-abi3-manylinux_2_34_x86_64', []],
  ['python3.12', 'cp38-abi3-manylinux_2_39_x86_64', ['2.39']],
  ['python3.11', 'cp38-abi3-manylinux_2_28_x86_64', ['2.28']],
  ['python3.11', 'cp38-abi3-manylinux2014_x86_64', []],
  ['python3.12', 'cp38-abi3-musllinux_1_2_x86_64', ['musl']],
])('%s and %s: %j', async (runtime, tag, expected) => {
  const found = await foundIn(ABI3, { ...PYTHON312, runtime }, [tag]);
  expect(found).toEqual(expected.map((word) => expect.stringContaining(word) as string));
});

describe('nothing is said', () => {
  it.each<[string, Partial<ServerlessFunction>]>([
    ['of another language', { ...PYTHON312, runtime: 'nodejs22.x' }],
    ['without a runtime', { ...PYTHON312, runtime: null }],
    ['of another platform', { ...PYTHON312, platform: 'gcf' }],
  ])('%s', async (_case, fn) => {
    expect(await foundIn({ 'fast/a.cpython-311-x86_64-linux-gnu.so': ARM }, fn)).toEqual([]);
  });

  it('about the processor where the configuration does not name it', async () => {
    expect(await foundIn({ 'fast/a.abi3.so': ARM }, { ...PYTHON312, architecture: null })).toEqual([]);
  });
});

test.each([
  [
    ['cp311-cp311-manylinux_2_17_x86_64', 'cp311-cp311-manylinux2014_x86_64'],
    { glibc: '2.17', isMusl: false },
  ],
  [['cp311-cp311-manylinux1_x86_64', 'cp311-cp311-manylinux_2_28_x86_64'], { glibc: '2.5', isMusl: false }],
  [['py3-none-any'], { glibc: null, isMusl: false }],
  [['cp311-cp311-linux_x86_64', 'cp311-cp311-manylinux_2_28_x86_64'], { glibc: null, isMusl: false }],
  [[], { glibc: null, isMusl: false }],
])('%j needs %j', (tags, expected) => {
  expect(needOf(tags.map((tag) => `Tag: ${tag}\r\n`).join(''))).toEqual(expected);
});

describeAnalysis({
  analysis: nativeCode,
  files: installedWheel('', { name: 'fast', version: '1.0', files: { 'fast/__init__.py': '#\n' } }),
  inventory: {
    packages: [packageOf('fast', '1.0', { ecosystem: 'PyPI', locations: [{ path: 'fast' }] })],
  },
});
