import { homedir } from 'node:os';
import { Command, Option } from 'commander';
import { DEFAULT_FEEDS } from '../../advisories/index.js';
import { EXIT } from '../../policy/index.js';
import { escapeTerminal } from '../../reporters/index.js';
import { databaseOption } from '../database-option.js';
import { checkedFolder } from '../output-path.js';
import { cacheFolder } from '../user-folders.js';
import type { Check, CheckState, Surroundings } from './check.js';
import { advisoryCheck, cacheCheck, nodeCheck, toolCheck } from './local-checks.js';
import { networkCheck, pythonIndexCheck, reachCheck } from './network-checks.js';
import { credentialsCheck, optionalChecks } from './sweep-checks.js';

interface DoctorFlags {
  readonly db: string;
  readonly cache: string;
  readonly online?: boolean;
  readonly dbUrl: string;
  readonly format: 'text' | 'json';
}

/** What is there, and what is missing. @param flags `online`: a request to the server of advisories is sent. */
export async function checksOf(flags: DoctorFlags, surroundings: Surroundings): Promise<Check[]> {
  return [
    toolCheck(),
    nodeCheck(),
    advisoryCheck(flags.db, surroundings),
    await cacheCheck(flags.cache, surroundings),
    networkCheck(surroundings),
    pythonIndexCheck(surroundings),
    ...(flags.online ? [await reachCheck(flags.dbUrl, surroundings)] : []),
    ...optionalChecks(),
    credentialsCheck(surroundings),
  ];
}

const MARK: Readonly<Record<CheckState, string>> = { ok: 'ok  ', note: 'note', bad: 'bad ' };

/** Checks as lines that can be pasted into a bug report. */
export function doctorText(checks: readonly Check[]): string {
  const width = Math.max(...checks.map(({ name }) => name.length));
  const lines = checks.flatMap(({ name, state, words, hint }) => [
    `${MARK[state]}  ${name.padEnd(width)}  ${words}`,
    ...(hint === null ? [] : [`${' '.repeat(width + 8)}${hint}`]),
  ]);
  return lines.map((line) => `${escapeTerminal(line)}\n`).join('');
}

async function run(flags: DoctorFlags): Promise<void> {
  const surroundings = { env: process.env, home: homedir(), cwd: process.cwd(), now: new Date() };
  const checks = await checksOf(flags, surroundings);
  process.stdout.write(flags.format === 'json' ? `${JSON.stringify(checks, null, 2)}\n` : doctorText(checks));
  process.exitCode = checks.some(({ state }) => state === 'bad') ? EXIT.usage : EXIT.clean;
}

/** `stowaway doctor`: what this computer has of what stowaway needs. */
export function doctorCommand(): Command {
  return new Command('doctor')
    .description('show what this computer has of what stowaway needs, without secrets')
    .addOption(databaseOption(checkedFolder))
    .option('--cache <dir>', 'folder of stored results', checkedFolder, cacheFolder())
    .option('--online', 'also send a request to the server of the advisories')
    .option('--db-url <url>', "URL of an export in OSV's layout, such as a mirror", DEFAULT_FEEDS.osv)
    .addOption(new Option('--format <format>', 'format to print').choices(['text', 'json']).default('text'))
    .action(run)
    .addHelpText(
      'after',
      '\nNothing is sent without --online. No secret is shown: paste the output into a bug report.\n\nExit codes: 0 all that scans need is there · 2 something that scans need is bad\n\nExamples:\n  $ stowaway doctor\n  $ stowaway doctor --online --format json',
    );
}
