import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openBundle } from '../../src/recognition/index.js';
import { LIMIT_TABLE, limitOf, type LimitName, type Limits } from '../../src/files/index.js';
import { takeInventory } from '../../src/inventory/index.js';
import type { Problem } from '../../src/model/index.js';
import { cdk } from '../../src/sources/cdk/index.js';
import { readTextFile } from '../../src/sources/host-files.js';
import { findArtifacts } from '../../src/sources/local/find-artifacts.js';
import { sam } from '../../src/sources/sam/index.js';
import { vercel } from '../../src/sources/vercel/index.js';
import { readCloudFormation } from '../../src/templates/cloudformation/read-cloud-formation.js';
import { readTerraform } from '../../src/templates/terraform/read-terraform.js';
import { acquireWith, emptyFolder, stage, targetAt, write } from '../sources/stage-fixture.js';
import { withLimit } from '../support/lowered-limit.js';
import { layoutTar, ociLayout } from '../support/image-builder.js';
import { memoryTree } from '../support/memory-tree.js';
import { PYTHON_LIMITS } from '../support/python-limits.js';
import { buildTar, pax } from '../support/tar-builder.js';
import { CALL, problemsOfCalls, problemsOfRule, scriptRule, textRule } from '../support/rule-problems.js';
import { unpackBytes } from '../support/unpack-bytes.js';
import { indexOfPackages } from '../support/virtual-bundle.js';
import { buildZip, type ZipPart } from '../support/zip-builder.js';

type Contents = Readonly<Record<string, string>>;
type Give = () => Promise<readonly Problem[]> | readonly Problem[];

interface Drive {
  /** A lower value of the limit, where input beyond the real one would be large. */
  readonly to?: number;
  readonly give: Give;
}

async function opened(
  bytes: Uint8Array,
  name: string,
  limits?: Partial<Limits>,
): Promise<readonly Problem[]> {
  const unpacked = await unpackBytes(bytes, name, limits);
  const reads: Problem[] = [];
  for await (const { problem } of unpacked.tree.readMany(unpacked.tree.files.keys()))
    if (problem) reads.push(problem);
  return [...unpacked.problems, ...reads];
}

const ofZip = (parts: readonly ZipPart[], limits?: Partial<Limits>): Give => {
  return () => opened(buildZip(parts), 'function.zip', limits);
};

const inventoryOf = (contents: Contents): Give => {
  const tree = memoryTree(contents);
  return async () => (await takeInventory({ tree, problems: [], image: null })).problems;
};

const IMAGE = layoutTar(ociLayout({ layers: [[{ name: 'a', content: 'a'.repeat(999) }]] }));
const HELLO: ZipPart = { name: 'a.js', content: 'hello' };
const INNER: ZipPart = { name: 'inner.zip', content: buildZip([HELLO]) };

const MANIFEST = { name: 'a', version: '1.0.0', dependencies: { b: '1', c: '1' } };
const INSTALLED = {
  'package.json': JSON.stringify({ ...MANIFEST, name: 'root' }),
  'node_modules/b/package.json': '{"name":"b","version":"1.0.0","dependencies":{"c":"1"}}',
  'node_modules/c/package.json': '{"name":"c","version":"1.0.0","dependencies":{"b":"1"}}',
};
const PYTHON = {
  'x-1.0.dist-info/METADATA': 'Name: x\nVersion: 1.0\n',
  'x-1.0.dist-info/RECORD': 'x/__init__.py,,\nx-1.0.dist-info/METADATA,,\n',
  'x/__init__.py': '',
};
const GEM = { 'specifications/a-1.0.gemspec': '# stub: a 1.0 ruby lib\n' };
const PACKAGE_LOCK = JSON.stringify({
  lockfileVersion: 3,
  packages: {
    '': { dependencies: { b: '1', c: '1' } },
    'node_modules/b': { version: '1.0.0' },
    'node_modules/c': { version: '1.0.0' },
  },
});
const PNPM_LOCK = "lockfileVersion: '9.0'\nimporters:\n  .: {}\npackages: {a: {b: {c: [x]}}}\n";
const BUNDLE = ['left-pad', 'right-pad']
  .map(
    (name) => `// node_modules/${name}/index.js
var require_${name.slice(0, 4)} = __commonJS({});
`,
  )
  .join('');

/** Problems of a function whose code is where a template computes it. */
async function codeOf(CodeUri: unknown): Promise<readonly Problem[]> {
  const folder = emptyFolder();
  const Properties = { Handler: 'index.handler', Runtime: 'nodejs22.x', CodeUri };
  const template = { Resources: { A: { Type: 'AWS::Serverless::Function', Properties } } };
  write(folder, { '.aws-sam/build/template.yaml': JSON.stringify(template), 'code/index.js': '' });
  const { functionProblems } = await acquireWith(sam, targetAt(folder, '.aws-sam/build'));
  return [...functionProblems.values()].flat();
}

const YAML = 'Resources:\n  A:\n    Type: AWS::Lambda::Function\n    Properties:\n      CodeUri: x\n';
function modules(depth: number): unknown {
  return depth === 0 ? { resources: [] } : { child_modules: [modules(depth - 1)] };
}

/** How each limit in which code or a package can hide is exceeded. */
const DRIVES = {
  inflated: { give: ofZip([HELLO, { ...HELLO, name: 'b.js' }], { maxInflatedBytes: 7 }) },
  image: { give: () => opened(IMAGE, 'image.tar', { maxImageBytes: 600 }) },
  entries: { give: ofZip([HELLO, { ...HELLO, name: 'b.js' }], { maxEntries: 1 }) },
  ratio: { give: ofZip([{ name: 'a.js', content: Buffer.alloc(2 ** 23) }]) },
  nesting: { give: ofZip([INNER], { maxNesting: 0 }) },
  file: { give: ofZip([HELLO], { maxFileBytes: 4 }) },
  path: { give: ofZip([{ ...HELLO, name: 'a'.repeat(4097) }]) },
  'path-depth': { give: ofZip([{ ...HELLO, name: 'a/'.repeat(300) + 'a.js' }]) },
  'nested-archives': { to: 10, give: ofZip([INNER]) },
  'disguised-archives': { to: 100, give: ofZip([{ ...INNER, name: 'data.bin' }]) },
  'link-target': { give: ofZip([{ name: 'a', content: 'a/'.repeat(2048), mode: 0o120777 }]) },
  'zip-directory': { to: 10, give: ofZip([HELLO]) },
  'tar-meta': { to: 10, give: () => opened(buildTar([pax({ path: 'long.js' }), { name: 'a' }]), 'a.tar') },
  'image-json': { to: 10, give: () => opened(IMAGE, 'image.tar') },
  'image-indexes': { to: 0, give: () => opened(IMAGE, 'image.tar') },
  manifest: { to: 10, give: inventoryOf(INSTALLED) },
  'manifest-dependencies': { to: 1, give: inventoryOf(INSTALLED) },
  'python-metadata': { to: 10, give: inventoryOf(PYTHON) },
  'python-record': { to: 10, give: inventoryOf(PYTHON) },
  'composer-list': { to: 1, give: inventoryOf({ 'x/composer/installed.json': '[]' }) },
  'dotnet-list': { to: 1, give: inventoryOf({ 'a.deps.json': '{}' }) },
  'gem-specification': { to: 10, give: inventoryOf(GEM) },
  lockfile: { to: 10, give: inventoryOf({ 'package-lock.json': PACKAGE_LOCK }) },
  'lockfile-packages': { to: 1, give: inventoryOf({ 'package-lock.json': PACKAGE_LOCK }) },
  'pnpm-lockfile': { to: 10, give: inventoryOf({ 'pnpm-lock.yaml': PNPM_LOCK }) },
  'pnpm-brackets': { to: 2, give: inventoryOf({ 'pnpm-lock.yaml': PNPM_LOCK }) },
  'pnpm-aliases': { to: 0, give: inventoryOf({ 'pnpm-lock.yaml': `${PNPM_LOCK}x: &y 1\nz: *y\n` }) },
  'dependency-edges': { to: 1, give: inventoryOf(INSTALLED) },
  'bundle-packages': {
    to: 1,
    give: async () => (await openBundle('index.js', Buffer.from(BUNDLE), { tree: memoryTree({}) })).problems,
  },
  'compared-code': {
    to: 10,
    give: async () => {
      const tree = memoryTree({ 'index.js': BUNDLE });
      const fingerprints = () => Promise.resolve(indexOfPackages([]));
      return (await takeInventory({ tree, problems: [], image: null }, { fingerprints })).problems;
    },
  },
  configuration: {
    to: 10,
    give: async () => {
      const folder = emptyFolder();
      write(folder, { 'template.yaml': YAML });
      return [(await readTextFile(join(folder, 'template.yaml'), 'template.yaml', folder)).problem].filter(
        (x) => !!x,
      );
    },
  },
  'target-depth': {
    to: 1,
    give: async () => {
      const folder = emptyFolder();
      mkdirSync(join(folder, 'a/b/c'), { recursive: true });
      return (await findArtifacts(targetAt(folder))).problems;
    },
  },
  'sam-nesting': {
    give: async () => {
      const folder = emptyFolder();
      const nested = (path: string): string =>
        `Resources:\n  Inner:\n    Type: AWS::Serverless::Application\n    Properties:\n      Location: ${path}\n`;
      write(folder, { '.aws-sam/build/template.yaml': nested('a/template.yaml') });
      let path = '.aws-sam/build/a';
      for (let depth = 0; depth <= limitOf('sam-nesting'); depth += 1, path += '/a')
        write(folder, { [`${path}/template.yaml`]: nested('a/template.yaml') });
      return (await acquireWith(sam, targetAt(folder, '.aws-sam/build'))).problems;
    },
  },
  'cdk-nesting': {
    to: 0,
    give: async () => {
      return (await acquireWith(cdk, targetAt(stage('cdk/intake'), 'cdk.out'))).problems;
    },
  },
  'vercel-depth': {
    to: 1,
    give: async () => {
      const folder = emptyFolder();
      const config = '{"runtime":"nodejs22.x","handler":"index.js"}';
      const deep = '.vercel/output/functions/a/b/c.func/.vc-config.json';
      write(folder, { [deep]: config, '.vercel/output/config.json': '{"version":3}' });
      return (await acquireWith(vercel, targetAt(folder, '.vercel/output'))).problems;
    },
  },
  'terraform-modules': { give: () => readTerraform({ values: { root_module: modules(42) } }).problems },
  'template-values': { to: 3, give: () => readCloudFormation(YAML, 'template.yaml').problems },
  'template-depth': { to: 2, give: () => readCloudFormation(YAML, 'template.yaml').problems },
  'template-yaml': { to: 10, give: () => readCloudFormation(YAML, 'template.yaml').problems },
  ...PYTHON_LIMITS,
  'rule-hits': {
    give: () => problemsOfRule({ 'node_modules/evil/a.js': 'needle1ok '.repeat(65) }, textRule),
  },
  'rule-script': {
    to: 10,
    give: () =>
      problemsOfRule(
        {
          'node_modules/evil/package.json': '{"name":"evil","scripts":{"install":"node a.js"}}',
          'node_modules/evil/a.js': 'x();'.repeat(9),
        },
        scriptRule,
      ),
  },
  'script-nodes': { to: 3, give: () => problemsOfCalls(CALL) },
  'script-repairs': { to: 2, give: () => problemsOfCalls(`${'a b;\n'.repeat(3)}${CALL}`) },
  'template-text': { to: 5, give: () => codeOf({ 'Fn::Sub': '../code' }) },
  'template-functions': { to: 0, give: () => codeOf({ 'Fn::Join': ['', [{ 'Fn::Sub': '../code' }]] }) },
} satisfies Partial<Record<LimitName, Drive>>;

/** Rows that other tests drive: the file, and the title of the test. */
const DRIVEN_ELSEWHERE: Partial<Record<LimitName, readonly [file: string, title: string]>> = {
  time: [
    'workers/artifact-pool.test.ts',
    'threads that run out of memory, or make no progress, are a problem',
  ],
  heap: [
    'workers/artifact-pool.test.ts',
    'threads that run out of memory, or make no progress, are a problem',
  ],
  'followed-handlers': ['analysis/follow-entries.test.ts', 'beyond the limit, entries are not followed'],
  'followed-steps': ['analysis/follow-entries.test.ts', 'beyond the limit, entries are not followed'],
  'data-flows': ['analysis/dataflow/index.test.ts', 'tells so many ways of data, and that there are more'],
  'system-packages': ['extractors/system/read-system.test.ts', 'more packages than are read'],
  'system-word': ['extractors/system/read-system.test.ts', 'a name that is longer than any'],
  'list-in-program': ['extractors/crates-io/crates-io.test.ts', 'a list that is too large'],
  'go-modules': ['extractors/go/go.test.ts', 'lists more modules than are read'],
  'java-classes': ['extractors/maven/copied-libraries.test.ts', 'more classes are there than are compared'],
  'java-metadata': ['extractors/maven/maven.test.ts', 'is a problem for metadata that is too large'],
  script: ['recognition/compose-rows/fingerprint-reader.test.ts', 'longer than 12 MB'],
};

describe('every limit in which something can hide', () => {
  test.each<[string, Drive]>(Object.entries(DRIVES))('%s raises its Problem', async (name, { to, give }) => {
    const row = LIMIT_TABLE[name as LimitName];
    const problems = await withLimit(name as LimitName, to ?? row.value, give);
    expect(problems).toContainEqual(
      expect.objectContaining({ code: row.problem, affectsCompleteness: true }),
    );
  });

  test.each(Object.values(DRIVEN_ELSEWHERE))('%s has a test "%s"', (file, title) => {
    expect(readFileSync(new URL(`../${file}`, import.meta.url), 'utf8')).toContain(title);
  });

  test('is driven', () => {
    const hiding = Object.entries(LIMIT_TABLE).filter(([, { problem }]) => problem !== null);
    const driven = [...Object.keys(DRIVES), ...Object.keys(DRIVEN_ELSEWHERE)];
    expect(driven.sort()).toEqual(hiding.map(([name]) => name).sort());
  });
});
test('a limit without a Problem has a reason why nothing can hide behind it', () => {
  const silent = Object.values(LIMIT_TABLE).filter(({ problem }) => problem === null);
  expect(silent.filter(({ why }) => (why ?? '').length < 10)).toEqual([]);
  expect(silent.length).toBeGreaterThan(20);
});

test('uncut input raises no problem', async () => {
  expect(await inventoryOf(INSTALLED)()).toEqual([]);
  expect(await ofZip([HELLO, INNER])()).toEqual([]);
});
