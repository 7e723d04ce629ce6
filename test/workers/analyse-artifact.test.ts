import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ANALYSES, type Analysis } from '../../src/analysis/index.js';
import { DEFAULT_LIMITS } from '../../src/files/index.js';
import { defaultSignatures } from '../../src/signatures/index.js';
import { analyseArtifact } from '../../src/workers/analyse-artifact.js';
import type { ArtifactJob } from '../../src/workers/artifact-analysis.js';
import { LODASH, zipOfFiles } from '../support/sample-functions.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { toyAnalysis } from '../support/toy-analysis.js';
import { buildZip } from '../support/zip-builder.js';

function jobOf(hostPath: string, fields: Partial<ArtifactJob> = {}): ArtifactJob {
  const signatures = { version: 'none', rules: [] };
  return {
    hostPath,
    isDirectory: false,
    kind: 'function',
    extraFiles: new Map(),
    limits: DEFAULT_LIMITS,
    cache: null,
    verify: null,
    closure: null,
    signatures,
    fingerprints: null,
    ...fields,
  };
}

it('an archive and the folder it was made of hold the same', async () => {
  const folder = temporaryFolder();
  const unpacked = join(folder, 'unpacked');
  for (const [path, text] of Object.entries(LODASH)) {
    mkdirSync(join(unpacked, path, '..'), { recursive: true });
    writeFileSync(join(unpacked, path), text);
  }
  writeFileSync(join(folder, 'fn.zip'), zipOfFiles(LODASH));
  const fromFolder = await analyseArtifact(jobOf(unpacked, { isDirectory: true }));
  const fromZip = await analyseArtifact(jobOf(join(folder, 'fn.zip')));
  expect(fromFolder.inventory.packages).toEqual(fromZip.inventory.packages);
  expect(fromFolder.inventory.packages.map(({ name, bytes }) => [name, bytes > 0])).toEqual([
    ['lodash', true],
  ]);
  expect(fromFolder.sha256).not.toBe(fromZip.sha256);
});

it('the next version of an archive has the same findings in its packages, kept or not', async () => {
  const folder = temporaryFolder();
  const text = "const run = (x) => eval(Buffer.from(x, 'base64').toString());\nexports.run = run;\n";
  const scripts = Object.fromEntries(
    Array.from({ length: 40 }, (_, at) => [`node_modules/evil/part-${at}.js`, text.repeat(20)]),
  );
  const files = { 'node_modules/evil/package.json': '{"name":"evil","version":"1.0.0"}', ...scripts };
  const analyse = async (own: string, fields: Partial<ArtifactJob>) => {
    const file = join(folder, 'fn.zip');
    writeFileSync(file, zipOfFiles({ ...files, 'index.js': own }));
    return (await analyseArtifact(jobOf(file, { signatures: defaultSignatures(), ...fields }))).findings;
  };
  const kept = { packageCache: join(folder, 'kept') };
  const first = await analyse('exports.handler = () => 1;', kept);
  expect(first.map(({ package: id }) => id?.includes('evil'))).toContain(true);
  expect(readdirSync(join(folder, 'kept', 'packages'))).toHaveLength(1);
  expect(await analyse('exports.handler = () => 2;', kept)).toEqual(first);
  expect(await analyse('exports.handler = () => 2;', {})).toEqual(first);
});

it.each([
  ['much code', 'lib.js', true],
  ['much data', 'lib.dat', false],
])('an archive with %s has help by another thread: %j is %j', async (_, name, isHelped) => {
  const file = join(temporaryFolder(), 'fn.zip');
  const content = Buffer.alloc(17 * 1024 * 1024, `// ${'-'.repeat(60)}\n`);
  writeFileSync(file, buildZip([{ name, content }]));
  const { port1, port2 } = new MessageChannel();
  // The helper is lost at once: the thread does all work.
  let isOffered = false;
  port2.once('message', () => {
    isOffered = true;
    port2.close();
  });
  await analyseArtifact(jobOf(file, { helperPort: port1 }));
  isOffered ||= receiveMessageOnPort(port2) !== undefined;
  expect(isOffered).toBe(isHelped);
  port2.close();
});

it('inline code of an image is the words that start it', async () => {
  const file = join(temporaryFolder(), 'template.yaml');
  writeFileSync(file, 'Resources: {}');
  const words = ['node', '-e', 'x'];
  const inline = { fileName: 'ImageConfig', text: JSON.stringify(words) };
  const { inventory } = await analyseArtifact(jobOf(file, { kind: 'image', inline }));
  expect(inventory.image?.entrypoint).toEqual(words);
  expect((await analyseArtifact(jobOf(file, { inline }))).inventory.image).toBeNull();
});

it('a stored result is used for the same bytes and rules only', async () => {
  const folder = temporaryFolder();
  const cache = join(folder, 'cache');
  const stored = () =>
    readdirSync(cache, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.json'));
  const file = join(folder, 'fn.zip');
  writeFileSync(file, zipOfFiles(LODASH));
  const first = await analyseArtifact(jobOf(file, { cache }));
  expect(await analyseArtifact(jobOf(file, { cache }))).toEqual(first);
  expect(stored()).toHaveLength(1);
  await analyseArtifact(jobOf(file, { cache, signatures: { version: 'other', rules: [] } }));
  expect(stored()).toHaveLength(2);
});

/** Stored results of a folder that is analysed twice, and both results. */
async function analysedTwice(hostPath: string, fields: Partial<ArtifactJob>) {
  const cache = temporaryFolder();
  const job = jobOf(hostPath, { isDirectory: true, cache, ...fields });
  const [first, second] = [await analyseArtifact(job), await analyseArtifact(job)];
  const stored = readdirSync(cache, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.json'),
  );
  return { stored: stored.length, first, second };
}

it('a folder with files from elsewhere is stored, and analysed again when these change', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'fn.func'));
  mkdirSync(join(folder, 'shared/node_modules/lodash'), { recursive: true });
  const manifest = join(folder, 'shared/node_modules/lodash/package.json');
  writeFileSync(manifest, '{"name":"lodash","version":"4.17.20"}');
  const extraFiles = new Map([['node_modules', join(folder, 'shared/node_modules')]]);
  const before = await analysedTwice(join(folder, 'fn.func'), { extraFiles });
  expect(before.stored).toBe(1);
  expect(before.second).toEqual(before.first);
  writeFileSync(manifest, '{"name":"lodash","version":"4.17.21"}');
  const after = await analyseArtifact(
    jobOf(join(folder, 'fn.func'), { isDirectory: true, extraFiles, cache: temporaryFolder() }),
  );
  expect(after.sha256).not.toBe(before.first.sha256);
  expect(after.inventory.packages.map(({ version }) => version)).toEqual(['4.17.21']);
});

it('code that is text in a file is analysed in place of the file, and stored by its text and name', async () => {
  const cache = temporaryFolder();
  const hostPath = join(temporaryFolder(), 'template.yaml');
  writeFileSync(hostPath, 'Resources: {}');
  const analyse = (fileName: string, text: string) =>
    analyseArtifact(jobOf(hostPath, { cache, inline: { fileName, text } }));
  const first = await analyse('index.js', 'exports.handler = 1;');
  expect(first.inventory.handlerFiles).toEqual(['index.js']);
  expect(first.inventory.coverage.codeBytes).toBe(20);
  expect((await analyse('index.js', 'exports.handler = 10;')).inventory.coverage.codeBytes).toBe(21);
  expect((await analyse('index.py', 'exports.handler = 1;')).inventory.handlerFiles).toEqual(['index.py']);
});

it('a folder that cannot be read whole is not stored, and has no sha256', async () => {
  const folder = temporaryFolder();
  const extraFiles = new Map([['lib.js', join(folder, 'gone.js')]]);
  const { stored, first } = await analysedTwice(folder, { extraFiles });
  expect([stored, first.sha256]).toEqual([0, null]);
  expect(first.inventory.problems).toMatchObject([
    { code: 'missing', path: 'lib.js', affectsCompleteness: true },
  ]);
});

it('a folder that is not there is one problem', async () => {
  const { first } = await analysedTwice(join(temporaryFolder(), 'gone'), {});
  expect(first.inventory.problems).toMatchObject([{ code: 'missing', affectsCompleteness: true }]);
});

it('one broken artifact is its own problem', async () => {
  const { sha256, inventory } = await analyseArtifact(jobOf(temporaryFolder()));
  expect(sha256).toBeNull();
  expect(inventory.problems[0]?.affectsCompleteness).toBe(true);
});

describe('with an analysis', () => {
  const analyses = ANALYSES as Analysis[];
  beforeAll(() => void analyses.push(toyAnalysis));
  afterAll(() => void analyses.splice(analyses.indexOf(toyAnalysis), 1));

  it('its facts are stored with the result, and come from there', async () => {
    const file = join(temporaryFolder(), 'fn.zip');
    writeFileSync(file, zipOfFiles({ 'index.js': 'eval(x)' }));
    const { stored, first, second } = await analysedTwice(file, { isDirectory: false });
    expect(first.inventory.facts).toMatchObject({ toy: { callers: ['index.js'] } });
    expect([stored, second]).toEqual([1, first]);
  });

  it('there are no facts without analyses', async () => {
    const file = join(temporaryFolder(), 'fn.zip');
    writeFileSync(file, zipOfFiles({ 'index.js': 'eval(x)' }));
    const { first } = await analysedTwice(file, { isDirectory: false, withoutAnalyses: true });
    expect(first.inventory.facts).toBeUndefined();
  });
});
