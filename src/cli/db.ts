import { Command, Option } from 'commander';
import {
  daysSince,
  DEFAULT_FEEDS,
  inspectDatabase,
  STARTER_FOLDER,
  updateDatabase,
  type DatabasePart,
  type UpdateOutcome,
} from '../advisories/index.js';
import { EXIT } from '../policy/index.js';
import { escapeTerminal } from '../reporters/index.js';
import { databaseFolder } from './user-folders.js';

interface FolderOption {
  readonly db: string;
}

interface UpdateFlags extends FolderOption {
  readonly dbUrl: string;
  readonly ecosystem: readonly string[];
  /** False with --no-kev, --no-epss. */
  readonly kev: string | false;
  readonly epss: string | false;
}

/** What a command has to say, and the exit code that goes with it. */
export interface CommandResult {
  readonly text: string;
  readonly exitCode: number;
}

function describeAge(asOf: string, now: Date): string {
  const days = Math.floor(daysSince(asOf, now));
  if (Number.isNaN(days)) return 'of unknown age';
  return days < 1 ? 'less than a day old' : `${days} ${days === 1 ? 'day' : 'days'} old`;
}

function describePart({ name, source, asOf, count, unreadable, error }: DatabasePart, now: Date): string {
  if (error !== null) return `${name}: ${error}`;
  const unread = unreadable > 0 ? `, ${unreadable} unreadable` : '';
  return `${name}: ${count} records${unread}, ${describeAge(asOf, now)} (${asOf}), from ${source}`;
}

function describeOutcome({ name, update, error }: UpdateOutcome): string {
  if (error) return `${name}: not updated: ${error.message}`;
  if (update.status === 'unchanged') return `${name}: nothing new, ${update.records} records`;
  const how = update.fetched === 'whole' ? 'fetched whole' : `${update.fetched} changed`;
  return `${name}: ${update.records} records, ${how}`;
}

function linesOf(lines: readonly string[]): string {
  return lines.map((line) => `${escapeTerminal(line)}\n`).join('');
}

/** What the parts that failed to update still have. */
function describeKept(outcomes: readonly UpdateOutcome[], dir: string, now: Date): string[] {
  const failed = new Set(outcomes.flatMap(({ name, error }) => (error ? [name] : [])));
  const kept = inspectDatabase(dir, { verify: false }).filter(({ name }) => failed.has(name));
  return kept.map((part) => `Still in use: ${describePart(part, now)}`);
}

/** `db update`: a failed optional feed is told and does not fail the command. */
export async function dbUpdate(flags: UpdateFlags, now = new Date()): Promise<CommandResult> {
  const outcomes = await updateDatabase({
    dir: flags.db,
    baseUrl: flags.dbUrl,
    ecosystems: flags.ecosystem,
    kevUrl: flags.kev || null,
    epssUrl: flags.epss || null,
    now,
    env: process.env,
    onProgress: (what) => process.stderr.write(`Updating: ${escapeTerminal(what)} …\n`),
  });
  const failed = outcomes.some(({ error, optional }) => error && !optional);
  const lines = [...outcomes.map(describeOutcome), ...describeKept(outcomes, flags.db, now)];
  return { text: linesOf(lines), exitCode: failed ? EXIT.usage : EXIT.clean };
}

/** `db status`: what there is, from where and how old. */
export function dbStatus({ db }: FolderOption, now = new Date()): CommandResult {
  const parts = inspectDatabase(db, { verify: false });
  const starter = inspectDatabase(STARTER_FOLDER, { verify: false });
  const lines = [
    db,
    ...(parts.length > 0
      ? parts.map((part) => `  ${describePart(part, now)}`)
      : ['  nothing: run `stowaway db update`']),
    'starter, used where there is nothing else:',
    ...starter.map((part) => `  ${describePart(part, now)}`),
  ];
  return { text: linesOf(lines), exitCode: EXIT.clean };
}

/** `db verify`: reads every byte of every file. */
export function dbVerify({ db }: FolderOption): CommandResult {
  const parts = [STARTER_FOLDER, db].flatMap((dir) => inspectDatabase(dir, { verify: true }));
  const lines = parts.map(
    ({ path, intact, error }) => `${path}: ${intact ? 'intact' : (error ?? 'damaged')}`,
  );
  return { text: linesOf(lines), exitCode: parts.every(({ intact }) => intact) ? EXIT.clean : EXIT.usage };
}

function print({ text, exitCode }: CommandResult): void {
  process.stdout.write(text);
  process.exitCode = exitCode;
}

function folderOption(): Option {
  return new Option('--db <dir>', 'folder of the advisory database').default(databaseFolder());
}

function updateCommand(): Command {
  return new Command('update')
    .description('download what changed since the last time')
    .addOption(folderOption())
    .option('--db-url <url>', "export in OSV's layout: a mirror", DEFAULT_FEEDS.osv)
    .option('--ecosystem <names...>', 'ecosystems to keep, by their OSV names', ['npm'])
    .option('--kev <url>', "CISA's catalogue of exploited vulnerabilities", DEFAULT_FEEDS.kev)
    .option('--no-kev', 'leave the catalogue out')
    .option('--epss <url>', 'scores of the probability of exploitation', DEFAULT_FEEDS.epss)
    .option('--no-epss', 'leave the scores out')
    .action(async (flags: UpdateFlags) => print(await dbUpdate(flags)))
    .addHelpText(
      'after',
      '\nExamples:\n  $ stowaway db update\n  $ stowaway db update --db-url https://osv-mirror.example.invalid/ --no-epss',
    );
}

/** `stowaway db …`: the advisory database. */
export function dbCommand(): Command {
  return new Command('db')
    .description('update, show or check the advisory database')
    .addCommand(updateCommand())
    .addCommand(
      new Command('status')
        .description('what there is, from where and how old')
        .addOption(folderOption())
        .action((flags: FolderOption) => print(dbStatus(flags)))
        .addHelpText(
          'after',
          '\nExamples:\n  $ stowaway db status\n  $ stowaway db status --db /srv/stowaway/db',
        ),
    )
    .addCommand(
      new Command('verify')
        .description('check every byte of it')
        .addOption(folderOption())
        .action((flags: FolderOption) => print(dbVerify(flags)))
        .addHelpText(
          'after',
          '\nExamples:\n  $ stowaway db verify\n  $ stowaway db verify --db /srv/stowaway/db',
        ),
    )
    .addHelpText('after', '\nExamples:\n  $ stowaway db update\n  $ stowaway db status');
}
