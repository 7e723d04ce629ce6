import { chmodSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { resolveManagerTree } from '../../src/workers/manager-tree.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** A package manager that answers `--version` and otherwise runs a line of shell in the project's folder. */
function managerThat(line: string, version = '10.1.0'): string {
  const file = join(temporaryFolder(), 'manager');
  writeFileSync(file, `#!/bin/sh\n[ "$1" = --version ] && { echo ${version}; exit; }\n${line}\n`);
  chmodSync(file, 0o755);
  return file;
}

const LOCKED = "lockfileVersion: '9.0'\n";
const texts = new Map([
  ['package.json', '{"name":"pay"}'],
  ['lock.yaml', LOCKED],
]);

test.each<[what: string, id: () => string, expected: { lockfile?: string; reason?: string | RegExp }]>([
  [
    'the lockfile that it writes, in a folder with the texts',
    () => managerThat('{ cat lock.yaml package.json; echo "$MARK $*"; } > new && mv new lock.yaml'),
    { lockfile: `${LOCKED}{"name":"pay"}set lock --only\n` },
  ],
  ['an older manager', () => managerThat('exit 1', '7.2.0'), { reason: /older than version 8/ }],
  [
    'another format of lockfile',
    () => managerThat('echo "lockfileVersion: \'10.0\'" > lock.yaml'),
    { reason: /another format/ },
  ],
  [
    'a failure, without its words',
    () => managerThat('echo https://user:secret@example.invalid >&2; exit 1'),
    { reason: 'MANAGER could not write its lockfile; MANAGER install shows why' },
  ],
  ['none on PATH', () => 'no-such-manager', { reason: 'MANAGER is not on PATH' }],
])('%s', async (...[, id, expected]) => {
  const workFolder = temporaryFolder();
  const manager = { id: id(), argv: ['lock', '--only'], env: { MARK: 'set' }, minMajor: 8 };
  const tree = await resolveManagerTree({
    manager,
    texts,
    lockfile: 'lock.yaml',
    workFolder,
    maxMillis: 60_000,
  });
  const { lockfile, reason } = tree as { lockfile?: string; reason?: string };
  expect(lockfile).toBe(expected.lockfile);
  expect(reason?.replaceAll(manager.id, 'MANAGER') ?? '').toMatch(expected.reason ?? /^$/);
  expect(readdirSync(workFolder)).toEqual([]);
});

test('a manager without an end is ended', async () => {
  const manager = { id: managerThat('exec sleep 600'), argv: [], env: {}, minMajor: 1 };
  const options = { manager, texts, lockfile: 'lock.yaml', workFolder: temporaryFolder(), maxMillis: 2000 };
  expect(await resolveManagerTree(options)).toMatchObject({
    reason: expect.stringMatching(/in time$/) as string,
  });
});
