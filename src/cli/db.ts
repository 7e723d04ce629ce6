import { dirname, normalize } from 'node:path';
import { Command } from 'commander';
import { ecosystemOf, FOUND_ECOSYSTEMS } from '../ecosystems/index.js';
import { ScanError } from '../model/index.js';
import { configSourcesHere } from '../network/index.js';
import {
  daysSince,
  DEFAULT_FEEDS,
  ecosystemsIn,
  inspectDatabase,
  STARTER_FOLDER,
  updateDatabase,
  type DatabasePart,
  type UpdateOptions,
  type UpdateOutcome,
} from '../advisories/index.js';
import { EXIT } from '../policy/index.js';
import { escapeTerminal } from '../reporters/index.js';
import { databaseOption, UPDATEINFO_HINT, updateinfoSource } from './database-option.js';
import { secondsOfTimer } from './option-values.js';
import { checkedFolder } from './output-path.js';

interface FolderOption {
  readonly db: string;
}

interface UpdateFlags extends FolderOption {
  readonly dbUrl: string;
  /** Absent: those of languages, and those that the folder holds. */
  readonly ecosystem?: readonly string[];
  /** `Amazon Linux:2023=FILE` */
  readonly updateinfo?: readonly string[];
  /** False with --no-kev, --no-epss. */
  readonly kev: string | false;
  readonly epss: string | false;
  /** In seconds. */
  readonly timeout?: number;
}

const NOTHING = 'nothing: run `stowaway db update`';

/** A command's output and its exit code. */
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

/** Unreadable records that are named. */
const MAX_NAMED = 5;

function describeUnreadable(unreadable: ReadonlyMap<string, string>, isOptional: boolean): string[] {
  if (unreadable.size === 0) return [];
  const effect = isOptional ? '' : ', which makes scans incomplete; the next update downloads them again';
  const named = [...unreadable].slice(0, MAX_NAMED).map(([id, why]) => `  ${id}: ${why}`);
  const more = unreadable.size - named.length;
  return [
    `  ${unreadable.size} ${unreadable.size === 1 ? 'record' : 'records'} could not be read${effect}:`,
    ...named,
    ...(more > 0 ? [`  and ${more} more`] : []),
  ];
}

function describeOutcome({ name, optional, update, error }: UpdateOutcome): string[] {
  if (error) return [`${name}: not updated: ${error.message}`];
  if (update.status === 'unchanged') return [`${name}: nothing new, ${update.records} records`];
  const how = update.fetched === 'whole' ? 'downloaded in full' : `${update.fetched} changed`;
  return [`${name}: ${update.records} records, ${how}`, ...describeUnreadable(update.unreadable, optional)];
}

/** A feed that may be missing does not fail the command; one whose data are refused does. */
function exitCodeOf(outcomes: readonly UpdateOutcome[]): number {
  if (outcomes.some(({ error, optional }) => error && !(optional && error.code === 'network')))
    return EXIT.usage;
  const isPartial = outcomes.some(
    ({ update, optional }) => !optional && update?.status === 'updated' && update.unreadable.size > 0,
  );
  return isPartial ? EXIT.incomplete : EXIT.clean;
}

function linesOf(lines: readonly string[]): string {
  return lines.map((line) => `${escapeTerminal(line)}\n`).join('');
}

/** What to do about parts that failed to update; parts that failed alike share a line. */
function describeHints(outcomes: readonly UpdateOutcome[]): string[] {
  return [...new Set(outcomes.flatMap(({ error }) => error?.hint ?? []))];
}

/** The old data of parts that failed to update. */
function describeKept(outcomes: readonly UpdateOutcome[], dir: string, now: Date): string[] {
  const failed = new Set(outcomes.flatMap(({ name, error }) => (error ? [name] : [])));
  const kept = inspectDatabase(dir, { verify: false }).filter(({ name }) => failed.has(name));
  return kept.map((part) => `Still in use: ${describePart(part, now)}`);
}

/** A distribution's advisories are of a release each. @throws ScanError `usage` for one without its release. */
function checkRelease(name: string): string {
  const { distribution } = ecosystemOf(name) ?? {};
  if (distribution?.advisoriesIn)
    throw new ScanError('usage', `OSV's export has no advisories of ${name}.`, { hint: UPDATEINFO_HINT });
  const needsRelease = distribution !== undefined && distribution.releaseOf('') !== '';
  if (!needsRelease || name.includes(':')) return name;
  throw new ScanError('usage', `${name} needs a release: a scan that finds packages of it says which.`, {
    hint: 'Give the name as in `--ecosystem Debian:12 Ubuntu:22.04:LTS Alpine:v3.20`.',
  });
}

/** Ecosystems to bring up to date. Those of distributions are kept once they were asked for. */
function wantedEcosystems({ ecosystem, updateinfo, db }: UpdateFlags): readonly string[] {
  if (ecosystem) return ecosystem.map(checkRelease);
  if (updateinfo) return [];
  const held = ecosystemsIn(db).filter((name) => !ecosystemOf(name)?.distribution?.advisoriesIn);
  return [...new Set([...FOUND_ECOSYSTEMS, ...held])];
}

/** What to bring up to date. A list of updates alone needs no network, and nothing else is updated. */
function wantedParts(
  flags: UpdateFlags,
): Pick<UpdateOptions, 'ecosystems' | 'updateinfo' | 'kevUrl' | 'epssUrl'> {
  const { ecosystem, updateinfo, kev, epss } = flags;
  const ecosystems = wantedEcosystems(flags);
  if (updateinfo === undefined) return { ecosystems, kevUrl: kev || null, epssUrl: epss || null };
  const lists = updateinfo.map(updateinfoSource);
  return ecosystem === undefined
    ? { ecosystems, updateinfo: lists, kevUrl: null, epssUrl: null }
    : { ecosystems, updateinfo: lists, kevUrl: kev || null, epssUrl: epss || null };
}

/** `db update`. */
export async function dbUpdate(
  flags: UpdateFlags,
  { now = new Date(), network = configSourcesHere(process.cwd()) } = {},
): Promise<CommandResult> {
  const outcomes = await updateDatabase({
    dir: flags.db,
    baseUrl: flags.dbUrl,
    ...wantedParts(flags),
    now,
    network,
    ...(flags.timeout === undefined ? {} : { maxMillis: flags.timeout * 1000 }),
    onProgress: (what) => process.stderr.write(`Updating: ${escapeTerminal(what)} …\n`),
  });
  const lines = [
    ...outcomes.flatMap(describeOutcome),
    ...describeKept(outcomes, flags.db, now),
    ...describeHints(outcomes),
  ];
  return { text: linesOf(lines), exitCode: exitCodeOf(outcomes) };
}

/** `db status`: what there is, from where and how old. */
export function dbStatus({ db }: FolderOption, now = new Date()): CommandResult {
  const parts = inspectDatabase(db, { verify: false });
  const starter = inspectDatabase(STARTER_FOLDER, { verify: false });
  const lines = [
    db,
    ...(parts.length > 0 ? parts.map((part) => `  ${describePart(part, now)}`) : [`  ${NOTHING}`]),
    'starter, used where no downloaded data exists:',
    ...starter.map((part) => `  ${describePart(part, now)}`),
  ];
  return { text: linesOf(lines), exitCode: EXIT.clean };
}

/** `db verify`: reads every byte of every file. */
export function dbVerify({ db }: FolderOption): CommandResult {
  const parts = [STARTER_FOLDER, db].flatMap((dir) => inspectDatabase(dir, { verify: true }));
  const lines = parts.map(
    ({ path, intact, error, sha256 }) =>
      `${path}: ${intact ? `intact, sha256 ${sha256}` : (error ?? 'damaged')}`,
  );
  const isEmpty = parts.every(({ path }) => dirname(path) !== normalize(db));
  if (isEmpty) lines.push(`${db}: ${NOTHING}`);
  const isIntact = !isEmpty && parts.every(({ intact }) => intact);
  return { text: linesOf(lines), exitCode: isIntact ? EXIT.clean : EXIT.usage };
}

function print({ text, exitCode }: CommandResult): void {
  process.stdout.write(text);
  process.exitCode = exitCode;
}

function updateCommand(): Command {
  return new Command('update')
    .description('download the advisories that changed since the last update')
    .addOption(databaseOption(checkedFolder))
    .option('--db-url <url>', "URL of an export in OSV's layout, such as a mirror", DEFAULT_FEEDS.osv)
    .option(
      '--ecosystem <names...>',
      'ecosystems to download, by their OSV names, such as Debian:12 (default: those of languages, and those that the folder holds)',
    )
    .option(
      '--updateinfo <release=file...>',
      'advisories of Amazon Linux, from the updateinfo.xml of its repository: a file or an address; alone, nothing else is updated',
    )
    .option('--kev <url>', "CISA's catalogue of exploited vulnerabilities", DEFAULT_FEEDS.kev)
    .option('--no-kev', 'do not download the catalogue')
    .option('--epss <url>', 'scores of the probability of exploitation', DEFAULT_FEEDS.epss)
    .option('--no-epss', 'do not download the scores')
    .option('--timeout <seconds>', 'time limit for the whole update', secondsOfTimer, 1800)
    .action(async (flags: UpdateFlags) => print(await dbUpdate(flags)))
    .addHelpText(
      'after',
      '\nExit codes: 0 up to date · 2 a part was not updated, its old data stays in use · 4 records could not be read\n\nExamples:\n  $ stowaway db update\n  $ stowaway db update --db-url https://osv-mirror.example.invalid/ --no-epss\n  $ stowaway db update --updateinfo "Amazon Linux:2023=updateinfo.xml.gz"',
    );
}

/** `stowaway db …`: the advisory database. */
export function dbCommand(): Command {
  return new Command('db')
    .description('update, show or check the advisory database')
    .addCommand(updateCommand())
    .addCommand(
      new Command('status')
        .description('show the data: its source, size and age')
        .addOption(databaseOption(checkedFolder))
        .action((flags: FolderOption) => print(dbStatus(flags)))
        .addHelpText(
          'after',
          '\nExamples:\n  $ stowaway db status\n  $ stowaway db status --db /srv/stowaway/db',
        ),
    )
    .addCommand(
      new Command('verify')
        .description('check every byte of the database')
        .addOption(databaseOption(checkedFolder))
        .action((flags: FolderOption) => print(dbVerify(flags)))
        .addHelpText(
          'after',
          '\nExamples:\n  $ stowaway db verify\n  $ stowaway db verify --db /srv/stowaway/db',
        ),
    )
    .addHelpText('after', '\nExamples:\n  $ stowaway db update\n  $ stowaway db status');
}
