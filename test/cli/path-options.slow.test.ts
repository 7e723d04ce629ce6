import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommanderError, type Command } from 'commander';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { cacheCommand } from '../../src/cli/cache.js';
import { dbCommand } from '../../src/cli/db.js';
import { diffCommand } from '../../src/cli/diff.js';
import { explainCommand } from '../../src/cli/explain/explain.js';
import { fingerprintsCommand } from '../../src/cli/fingerprints.js';
import { fixCommand } from '../../src/cli/fix/fix.js';
import { initCommand } from '../../src/cli/init.js';
import { scanCommand } from '../../src/cli/scan.js';
import { signaturesCommand } from '../../src/cli/signatures.js';
import { sweepCommand } from '../../src/cli/sweep/sweep.js';
import { printError } from '../../src/cli/print-error.js';
import { whereCommand } from '../../src/cli/where.js';
import { temporaryFolder } from '../support/temporary-folder.js';

vi.setConfig({ testTimeout: 60_000 });

const COMMANDS: Readonly<Record<string, () => Command>> = {
  scan: scanCommand,
  db: dbCommand,
  diff: diffCommand,
  explain: explainCommand,
  fingerprints: fingerprintsCommand,
  fix: fixCommand,
  init: initCommand,
  signatures: signaturesCommand,
  sweep: sweepCommand,
  where: whereCommand,
  cache: cacheCommand,
};

/** Paths that cannot be used, by the kind of mistake. */
const BAD: Readonly<Record<string, string>> = {
  'a missing one': 'missing/x',
  'below a file': 'file/x',
  'a circle of links': 'loop',
  'a name that is too long': 'x'.repeat(300),
  'a name with a NUL character': 'a\0b',
  'what nobody may read': '/proc/self/mem',
};
const NO_FILE = { ...BAD, 'a folder': 'folder', 'a pipe that nobody writes to': 'pipe' };
const NO_FOLDER = { ...BAD, 'a file': 'file', 'a pipe': 'pipe', 'an empty folder': 'folder' };
const NO_PLACE = { ...BAD, 'a file': 'file', 'a pipe': 'pipe' };
delete (NO_PLACE as Record<string, string>)['a missing one'];
const NO_OUTPUT = { ...BAD, 'a folder': 'folder' };
// It may be written, as the kernel sees it.
delete (NO_OUTPUT as Record<string, string>)['what nobody may read'];

const NO_TARGET: Record<string, string> = {
  ...BAD,
  'a pipe that nobody writes to': 'pipe',
  'a device': '/dev/null',
};
// It is a file of no bytes, as the kernel sees it: nothing to scan.
delete NO_TARGET['what nobody may read'];
/** Its folder exists and may be written, and it takes no byte. */
const FULL = { 'a full disk': '/dev/full' };

const SCAN = 'scan project --no-cache --no-progress --offline';
const CASES: readonly (readonly [argv: string, bad: Readonly<Record<string, string>>])[] = [
  ['scan @ --no-cache --no-progress --offline', NO_TARGET],
  ['fix @ --offline', NO_TARGET],
  [`${SCAN} --layer @`, NO_TARGET],
  [`${SCAN} --config @`, NO_FILE],
  [`${SCAN} --baseline @`, NO_FILE],
  [`${SCAN} --vex @`, NO_FILE],
  [`${SCAN} --sbom @`, NO_FILE],
  [`${SCAN} --lockfile @`, NO_FILE],
  [`${SCAN} --signatures @`, NO_FOLDER],
  [`${SCAN} --fingerprints @`, NO_FILE],
  [`${SCAN} --db @`, NO_FOLDER],
  [`${SCAN} --output json=@`, NO_OUTPUT],
  [`${SCAN} --output json=@/{function}.json`, { 'below a file': 'file', 'a circle of links': 'loop' }],
  ['scan project --no-progress --offline --cache @', NO_PLACE],
  ['explain GHSA-1 --db @', NO_FOLDER],
  ['fix project --offline --config @', NO_FILE],
  ['fix project --offline --db @', NO_FOLDER],
  ['fix project --offline --cache @', NO_PLACE],
  ['db status --db @', NO_PLACE],
  ['db verify --db @', NO_PLACE],
  ['db update --no-kev --no-epss --db-url http://127.0.0.1:9/ --db @', NO_PLACE],
  ['cache status --cache @', NO_PLACE],
  ['cache prune --cache @', NO_PLACE],
  ['signatures test @', { ...NO_FOLDER, 'an empty folder': 'file/x' }],
  ['fingerprints status @', NO_FILE],
  ['fingerprints build --offline --output index --lockfile @', NO_FILE],
  ['fingerprints build --offline --output index --packages @', NO_FILE],
  ['fingerprints build --offline --lockfile project/package.json --output @', { ...NO_OUTPUT, ...FULL }],
  ['diff @ report.json', NO_FILE],
  ['diff report.json @', NO_FILE],
  ['init @', { 'below a file': 'file/x', 'a file': 'file', 'a circle of links': 'loop' }],
  ['where left --output @', NO_OUTPUT],
  ['where left --store @', NO_PLACE],
  ['sweep report --output @', NO_OUTPUT],
  ['sweep report --store @', NO_PLACE],
  ['sweep --plan --output @', NO_OUTPUT],
  ['sweep --plan --db @', NO_FOLDER],
  ['sweep --plan --store @', NO_PLACE],
  ['sweep --expect @', NO_FILE],
  ['sweep --config @', NO_FILE],
];

let written = '';
let folder = '';

beforeEach(() => {
  folder = temporaryFolder();
  mkdirSync(join(folder, 'folder'));
  mkdirSync(join(folder, 'project'));
  writeFileSync(join(folder, 'project', 'package.json'), '{"name":"a","version":"1.0.0"}');
  writeFileSync(join(folder, 'project', 'index.js'), 'exports.handler = () => 1;');
  writeFileSync(join(folder, 'file'), 'x');
  symlinkSync('loop', join(folder, 'loop'));
  execFileSync('mkfifo', [join(folder, 'pipe')]);
  process.chdir(folder);
  written = '';
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((text) => Boolean((written += String(text))));
});
afterEach(() => {
  vi.restoreAllMocks();
  process.chdir('/');
  process.exitCode = undefined;
});

function throwing(command: Command): Command {
  command.exitOverride();
  command.commands.forEach(throwing);
  return command;
}

/** Exit code of a command line. */
async function run([name = '', ...argv]: readonly string[]): Promise<number> {
  try {
    const command = COMMANDS[name]?.();
    if (command) await throwing(command).parseAsync(argv, { from: 'user' });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    if (error instanceof CommanderError) written += error.message;
    return printError(error, { write: (text: string) => (written += text) });
  }
}

describe.each(CASES)('%s', (argv, bad) => {
  it.each(Object.entries(bad))('refuses %s', async (_, path) => {
    const before = readdirSync(folder).sort();
    const words = argv.split(' ').map((word) => word.replace('@', path));
    expect([await run(words), written]).toEqual([2, expect.any(String)]);
    expect(written).not.toMatch(/internal error|\n {4}at /);
    // The error and its place, then the remedy.
    expect(written.trim().split('\n').length).toBeGreaterThan(1);
    expect(readdirSync(folder).sort()).toEqual(before);
  });
});
