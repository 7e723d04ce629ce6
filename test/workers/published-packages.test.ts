import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { VerifyOptions } from '../../src/workers/index.js';
import { startRegistryServer, type PackageFiles, type RegistryServer } from '../support/registry-server.js';
import { zipOfFiles } from '../support/sample-functions.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { analyse, CODE, installed, manifestWith, packageFiles, verifyAt } from '../support/verified-zip.js';

const PROGRAM = '\u007fELF\u0002\u0001\u0001\u0000';

type Edit = (name: string) => Readonly<Record<string, string | undefined>>;

/** Ten edits of different kinds. */
const EDITS: Readonly<Record<string, Edit>> = {
  'appended-code': () => ({ 'index.js': `${CODE}require('https').get('https://a.example.invalid/');\n` }),
  'changed-inside': () => ({ 'index.js': CODE.replace('return 1', 'return eval(globalThis.one)') }),
  'removed-inside': () => ({ 'index.js': CODE.replace('  return 1;\n', '') }),
  'off-screen': () => ({
    'index.js': CODE.replace('return 1;', `return 1;${' '.repeat(400)}eval(globalThis.one)`),
  }),
  'added-script': () => ({ 'lib/setup.cjs': 'eval(globalThis.one);\n' }),
  'added-program': () => ({ 'lib/one.node': PROGRAM }),
  'install-script': (name) => manifestWith(name, { scripts: { postinstall: 'node lib/setup.cjs' } }),
  'other-main': (name) => manifestWith(name, { main: 'README.md' }),
  'added-dependency': (name) => manifestWith(name, { dependencies: { hidden: '1.0.0' } }),
  'added-npmrc': () => ({ '.npmrc': 'script-shell=/tmp/one\n' }),
};

/** Changes to packages by honest tools. */
const HONEST: Readonly<Record<string, Edit>> = {
  'as-published': () => ({}),
  'other-line-ends': () => ({ 'index.js': CODE.replaceAll('\n', '\r\n') }),
  pruned: () => ({ 'README.md': undefined }),
  reformatted: () => ({ 'index.js': '"use strict"; module.exports = function one() { return 1 }' }),
  normalised: (name) =>
    manifestWith(name, { _resolved: 'somewhere', _integrity: 'sha512-x', main: './index' }),
  '@scope/as-published': () => ({}),
};

/** A zip whose packages are all published, and edited after installation. */
function plantedZip(server: RegistryServer, edits: Readonly<Record<string, Edit>>): string {
  const files: [string, string][] = [['index.js', "require('as-published');\n"]];
  const locked: string[] = [];
  for (const [name, edit] of Object.entries(edits)) {
    server.publish(packageFiles(name));
    locked.push(server.tarballOf(name, '1.0.0'));
    files.push(...installed(name, { ...packageFiles(name), ...(edit(name) as PackageFiles) }));
  }
  const lines = locked.map((address) => `"resolved": "${address}"`).join(',\n');
  files.push(['node_modules/.package-lock.json', `{"note": {${lines}}}`]);
  const zip = join(temporaryFolder(), 'fn.zip');
  writeFileSync(zip, zipOfFiles(Object.fromEntries(files)));
  return zip;
}

function sorted(names: readonly string[]): string[] {
  return [...names].sort((a, b) => (a < b ? -1 : 1));
}

async function tampered(hostPath: string, verify: VerifyOptions | null) {
  const { findings, inventory } = await analyse(hostPath, verify);
  const names = findings
    .filter(({ kind }) => kind === 'tamper')
    .map((finding) => finding.package?.replace('npm:node_modules/', '') ?? '');
  const problems = inventory.problems.filter(({ message }) => message.startsWith('Not compared'));
  return { names: sorted(names), problems };
}

it('ten planted edits are found, and nothing else is', async () => {
  const server = await startRegistryServer();
  const zip = plantedZip(server, { ...EDITS, ...HONEST });
  expect(await tampered(zip, verifyAt(server))).toEqual({ names: sorted(Object.keys(EDITS)), problems: [] });
});

it('a second run finds the same without the network', async () => {
  const server = await startRegistryServer();
  const zip = plantedZip(server, { ...EDITS, ...HONEST });
  const verify = verifyAt(server);
  const first = await tampered(zip, verify);
  const asked = server.requests.length;
  expect(await tampered(zip, { ...verify, offline: true })).toEqual(first);
  expect(server.requests).toHaveLength(asked);
});

it('nothing is requested without --verify, and only what a lockfile names with it', async () => {
  const server = await startRegistryServer();
  const zip = plantedZip(server, { 'as-published': () => ({}) });
  const unnamed = join(temporaryFolder(), 'fn.zip');
  writeFileSync(
    unnamed,
    zipOfFiles(Object.fromEntries(installed('secret-name', packageFiles('secret-name')))),
  );
  await tampered(zip, null);
  expect(server.requests).toEqual([]);
  expect((await tampered(unnamed, verifyAt(server))).problems).toHaveLength(1);
  expect(server.requests).toEqual([]);
  expect((await tampered(unnamed, verifyAt(server, { all: true }))).names).toEqual(['secret-name']);
});

it('a tarball that cannot be opened is reported, not guessed from', async () => {
  const server = await startRegistryServer();
  const zip = plantedZip(server, { 'appended-code': EDITS['appended-code'] ?? (() => ({})) });
  server.mishaps.set(
    '/appended-code/-/appended-code-1.0.0.tgz',
    Array.from({ length: 9 }, () => ({ corrupt: true }) as const),
  );
  const { names, problems } = await tampered(zip, verifyAt(server));
  expect(names).toEqual([]);
  expect(problems.map(({ message }) => message)).toEqual([expect.stringContaining('integrity') as string]);
});
