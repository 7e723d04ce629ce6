import { spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import type { EvidenceRecord } from '../../../src/audit/index.js';
import { PROJECT } from '../../support/project-files.js';
import { zipOfFiles } from '../../support/sample-functions.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

vi.setConfig({ testTimeout: 120_000 });

function run(cwd: string, ...args: readonly string[]) {
  const { SOURCE_DATE_EPOCH: _, ...env } = process.env;
  const found = spawnSync(process.execPath, [join(PROJECT, 'dist/cli/main.js'), 'evidence', ...args], {
    cwd,
    encoding: 'utf8',
    env,
  });
  return { status: found.status, out: found.stdout, err: found.stderr };
}

function projectFolder(): string {
  const folder = temporaryFolder();
  const code = {
    'index.js': 'exports.handler = () => 1;',
    'package.json': '{"name":"app","version":"1.0.0"}',
  };
  writeFileSync(join(folder, 'fn.zip'), zipOfFiles(code));
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  writeFileSync(join(folder, 'key.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
  writeFileSync(join(folder, 'public.pem'), publicKey.export({ type: 'spki', format: 'pem' }));
  return folder;
}

test('evidence is made, verified, and fails when it is changed', () => {
  const folder = projectFolder();
  const made = run(folder, 'fn.zip', '--no-cache', '--no-progress', '--output', 'a', '--sign', 'key.pem');
  expect(made).toMatchObject({ status: 0, err: '' });
  expect(run(folder, 'verify', 'a', '--key', 'public.pem')).toEqual({
    status: 0,
    out: 'Right: 4 files have their digests. Signed by the key in public.pem.\n',
    err: '',
  });
  expect(run(folder, 'verify', 'a').status).toBe(4);
  const record = JSON.parse(readFileSync(join(folder, 'a/evidence.json'), 'utf8')) as EvidenceRecord;
  expect(record).toMatchObject({ basis: 'advisory data', scope: { targets: ['fn.zip'], functions: 1 } });
  writeFileSync(join(folder, 'a/evidence.json'), '{}');
  const changed = run(folder, 'verify', 'a', '--key', 'public.pem');
  expect(changed.status).toBe(1);
  expect(changed.out).toContain('evidence.json: The file was changed: its digest is another one.');
});

test('the same target gives the same bytes, whatever the clock says', () => {
  const folder = projectFolder();
  for (const name of ['a', 'b'])
    expect(run(folder, 'fn.zip', '--no-cache', '--no-progress', '--output', name).status).toBe(0);
  expect(readFileSync(join(folder, 'a/SHA256SUMS'))).toEqual(readFileSync(join(folder, 'b/SHA256SUMS')));
});

test.each<[what: string, args: readonly string[], words: RegExp]>([
  ['no target', [], /No target is given/],
  ['targets beside --sweep', ['fn.zip', '--sweep'], /cannot be given with --sweep/],
  ['a folder that holds something', ['fn.zip', '--output', '.'], /not an empty folder/],
  ['a key that is none', ['fn.zip', '--no-cache', '--sign', 'fn.zip', '--output', 'x'], /key in fn\.zip/],
  ['one option about sigstore', ['verify', '.', '--bundle', 'x'], /four options together/],
])('%s is a usage error', (...[, args, words]) => {
  const { status, err } = run(projectFolder(), ...args);
  expect(status).toBe(2);
  expect(err).toMatch(words);
});
