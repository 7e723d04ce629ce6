import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/files/index.js';
import type { Package } from '../../src/model/index.js';
import { closureOptionsOf } from '../../src/verify-options.js';
import { analyseArtifact } from '../../src/workers/analyse-artifact.js';
import { fingerprintSet } from '../../src/workers/fingerprint-source.js';
import { writeIndexFile } from '../../src/workers/index-file.js';
import { codeProvider } from '../../src/workers/published-code.js';
import { bundleOf, indexBytesOf, releaseOf } from '../support/fingerprint-bundle.js';
import { startRegistryServer, type RegistryServer } from '../support/registry-server.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const CHILD = releaseOf('beta', '2.0.0');
const PARENT = releaseOf('alpha', '1.0.0', { dependencies: { beta: '^2.0.0' } });

async function publishedServer(): Promise<RegistryServer> {
  const server = await startRegistryServer();
  for (const release of [PARENT, CHILD]) server.publish(release);
  return server;
}

function closureAt(server: RegistryServer, cache: string, offline = false) {
  const closure = closureOptionsOf({ targets: [], closure: true, cache, offline });
  if (!closure) throw new Error('no closure');
  return { ...closure, npmConfig: { registry: server.url } };
}

function isResult(name: string | Buffer): boolean {
  return name.toString().endsWith('.json');
}

/** A function with a bundle of both, and an index of the parent alone. */
async function scannedFunction() {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'fn'));
  writeFileSync(join(folder, 'fn/index.js'), await bundleOf([PARENT, CHILD]));
  const index = join(folder, 'parent.fingerprints');
  await writeIndexFile(index, indexBytesOf([PARENT]));
  const own = fingerprintSet({ files: [index] });
  return { hostPath: join(folder, 'fn'), set: own && { ...own, paths: [index] } };
}

it('provides published code from the registry, then from the cache', async () => {
  const server = await publishedServer();
  const cache = temporaryFolder();
  for (const offline of [false, true]) {
    const closure = closureAt(server, cache, offline);
    const ownNames = () => Promise.resolve(new Set<string>());
    const lender = codeProvider({ closure, limits: DEFAULT_LIMITS, candidates: 0, ownNames });
    const code = await lender.provide();
    expect((await code.releases('alpha'))?.map(({ version }) => version)).toEqual(['1.0.0']);
    expect((await code.facts('beta', '2.0.0'))?.files).toHaveLength(1);
    await lender.close();
    if (!offline) server.requests.length = 0;
  }
  expect(server.requests).toEqual([]);
});

it('requests no name that only an own index has, unless its scope has a registry', async () => {
  const server = await publishedServer();
  const closure = {
    ...closureAt(server, temporaryFolder()),
    npmConfig: { registry: server.url, '@ours:registry': server.url },
  };
  const ownNames = () => Promise.resolve(new Set(['alpha', '@ours/x']));
  const lender = codeProvider({ closure, limits: DEFAULT_LIMITS, candidates: 0, ownNames });
  const code = await lender.provide();
  expect(['alpha', '@ours/x', 'beta'].map((name) => code.mayRequest(name))).toEqual([false, true, true]);
  expect(await code.releases('alpha')).toBeNull();
  expect(server.requests).toEqual([]);
  await lender.close();
});

it('is not opened for nothing', async () => {
  const server = await publishedServer();
  const ownNames = () => Promise.reject(new Error('opened'));
  const closure = closureAt(server, temporaryFolder());
  await codeProvider({ closure, limits: DEFAULT_LIMITS, candidates: 0, ownNames }).close();
  expect(server.requests).toEqual([]);
});

it.each([
  [
    'not there',
    { npmConfig: { registry: 'http://127.0.0.1:9/' } },
    { isWhole: false, hasAsked: true, codes: ['unresolved incomplete'] },
  ],
  ['not to be used', { offline: true }, { isWhole: false, hasAsked: false, codes: ['unresolved question'] }],
  [
    'not to be used, for a lockfile',
    { offline: true, isOnlyCached: true },
    { isWhole: false, hasAsked: false, codes: [] },
  ],
  ['there', {}, { isWhole: true, hasAsked: true, codes: [] }],
])('a registry that is %s: reports the outcome', async (_, fields, expected) => {
  const server = await publishedServer();
  const lender = codeProvider({
    closure: { ...closureAt(server, temporaryFolder()), ...fields },
    limits: DEFAULT_LIMITS,
    candidates: 0,
    ownNames: () => Promise.resolve(new Set<string>()),
  });
  await (await lender.provide()).releases('beta');
  const { isWhole, hasQueried, problems } = lender.outcome();
  const codes = problems.map(
    ({ code, affectsCompleteness, isQuestion }) =>
      `${code}${affectsCompleteness ? ' incomplete' : ''}${isQuestion ? ' question' : ''}`,
  );
  expect({ isWhole, hasAsked: hasQueried, codes }).toEqual(expected);
  await lender.close();
});

it('is reported when no scan reads more: another one would learn the same', async () => {
  const server = await publishedServer();
  const lender = codeProvider({
    closure: closureAt(server, temporaryFolder()),
    limits: DEFAULT_LIMITS,
    candidates: 0,
    ownNames: () => Promise.resolve(new Set<string>()),
  });
  const code = await lender.provide();
  for (let patch = 0; code.hasBudget(); patch += 1) await code.facts('beta', `9.0.${patch}`);
  const { isWhole, problems } = lender.outcome();
  expect({ isWhole, codes: problems.map(({ code: each }) => each) }).toEqual({
    isWhole: true,
    codes: ['too-large'],
  });
  await lender.close();
});

it('sends nobody the requirements of a package of an own index', async () => {
  const server = await publishedServer();
  const { hostPath, set } = await scannedFunction();
  const { inventory } = await analyseArtifact({
    hostPath,
    isDirectory: true,
    kind: 'function',
    extraFiles: new Map(),
    limits: DEFAULT_LIMITS,
    signatures: { version: 'none', rules: [] },
    fingerprints: set,
    cache: null,
    verify: null,
    closure: closureAt(server, temporaryFolder()),
  });
  const found = inventory.packages.find(({ name }: Package) => name === 'alpha');
  expect(found?.version).toBe('1.0.0');
  expect(server.requests).toEqual([]);
});

it('stores the result of a lockfile alone, until something is downloaded', async () => {
  const server = await publishedServer();
  const { hostPath, set } = await scannedFunction();
  const [cache, downloads] = [temporaryFolder(), temporaryFolder()];
  const analyse = () =>
    analyseArtifact({
      hostPath,
      isDirectory: true,
      kind: 'function',
      extraFiles: new Map(),
      limits: DEFAULT_LIMITS,
      signatures: { version: 'none', rules: [] },
      fingerprints: set,
      cache,
      verify: null,
      candidates: [{ name: 'beta', version: '2.0.0', isPublic: true }],
      closure: { ...closureAt(server, downloads, true), isOnlyCached: true, now: '2030-01-01T08:00:00.000Z' },
    });
  const stored = () => readdirSync(join(cache, 'analyses'), { recursive: true }).filter(isResult).length;
  await analyse();
  expect(stored()).toBe(1);
  await analyse();
  expect(stored()).toBe(1);
  mkdirSync(join(downloads, 'registry', 'tmp'), { recursive: true });
  await analyse();
  expect(stored()).toBe(2);
  expect(server.requests).toEqual([]);
});

it('stores the result for the day, when nothing was missing', async () => {
  const server = await publishedServer();
  const { hostPath, set } = await scannedFunction();
  const cache = temporaryFolder();
  const analyse = (fields: { offline?: boolean; now?: string }) =>
    analyseArtifact({
      hostPath,
      isDirectory: true,
      kind: 'function',
      extraFiles: new Map(),
      limits: DEFAULT_LIMITS,
      signatures: { version: 'none', rules: [] },
      fingerprints: set,
      cache,
      verify: null,
      candidates: [{ name: 'beta', version: '2.0.0', isPublic: true }],
      closure: { ...closureAt(server, temporaryFolder()), now: '2030-01-01T08:00:00.000Z', ...fields },
    });
  const stored = () => readdirSync(join(cache, 'analyses'), { recursive: true }).filter(isResult).length;

  // Nothing is known of beta then: another time there is more to say.
  await analyse({ offline: true });
  expect(existsSync(join(cache, 'analyses'))).toBe(false);

  const first = await analyse({});
  expect(first.inventory.packages.map(({ name }) => name)).toContain('beta');
  expect(stored()).toBe(1);

  server.requests.length = 0;
  const again = await analyse({ now: '2030-01-01T17:00:00.000Z' });
  expect(again.inventory.packages).toEqual(first.inventory.packages);
  expect(again.inventory.problems.slice(first.inventory.problems.length)).toEqual([
    {
      code: 'stale',
      path: '',
      message: expect.stringContaining('dates from 2030-01-01T08:00:00.000Z') as string,
      affectsCompleteness: false,
    },
  ]);
  expect(server.requests).toEqual([]);

  await analyse({ now: '2030-01-02T08:00:00.000Z' });
  expect(server.requests).not.toEqual([]);
  expect(stored()).toBe(2);
});
