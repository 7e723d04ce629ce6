import { availableParallelism } from 'node:os';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { configuredRegion, systemClock } from '../../aws/index.js';
import { loadConfig } from '../../config/index.js';
import { FAIL_LEVELS, ScanError, type FailLevel } from '../../model/index.js';
import { configSourcesHere, readNetworkSettings, secureAgent } from '../../network/index.js';
import { readSink, type SweepOptions } from '../../sweep/index.js';
import { loadVex } from '../../policy/index.js';
import { addRegion, addText, positiveInteger } from '../option-values.js';
import { loadExpected } from './sweep-expect.js';
import { openSweepLog, type SweepLog } from './sweep-log.js';
import { databaseOption } from '../database-option.js';
import { storeOption } from '../store-option.js';

export interface StoreFlag {
  readonly store: string;
}

/** Options of what works in accounts, as commander hands them over. */
export interface WorkFlags extends StoreFlag {
  readonly roleName: string;
  readonly externalId?: string;
  readonly homeRegion?: string;
  readonly endpointUrl?: string;
  readonly pace: number;
  readonly db: string;
  readonly maxDataAge: number;
  readonly jobs: number;
  readonly config?: string | false;
  readonly failOn?: FailLevel;
  readonly notify: readonly string[];
  readonly ownerTag?: string;
  readonly progress: boolean;
  readonly log: 'text' | 'json';
}

/** And of what looks for the accounts. */
export interface ScopeFlags extends WorkFlags {
  readonly organization?: boolean;
  readonly account: readonly string[];
  readonly region: readonly string[];
  readonly expect?: string;
  readonly reanalyse: number;
  readonly versionPolicies: number;
}

export const DEFAULT_ROLE = 'stowaway-sweep';

/** A number above 0. */
export function positive(value: string): number {
  const number = Number(value);
  if (!Number.isFinite(number) || number <= 0) throw new InvalidArgumentError('It must be a number above 0.');
  return number;
}

function accountId(value: string, others: readonly string[]): readonly string[] {
  if (!/^\d{12}$/.test(value)) throw new InvalidArgumentError('An account id has 12 digits.');
  return [...others, value];
}

function endpointOf(url: string | undefined): string | null {
  if (url === undefined || URL.canParse(url)) return url ?? null;
  throw new ScanError('usage', '--endpoint-url is not a URL.', { hint: 'Give an https: address.' });
}

/** On standard error: standard output is the report's. */
function logOf({ log, progress }: WorkFlags): SweepLog {
  return openSweepLog({
    format: log === 'text' && !progress ? 'none' : log,
    write: (line) => void process.stderr.write(`${line}\n`),
    now: () => performance.now(),
  });
}

function interrupted(): ScanError {
  return new ScanError('interrupted', 'The sweep was interrupted.', {
    hint: 'The next sweep continues from here.',
  });
}

/** How a worker ends: `stop` current work is finished first · `signal` at once. */
export interface Ending {
  readonly stop: AbortSignal;
  readonly signal: AbortSignal;
}

/**
 * Ends on SIGINT and SIGTERM.
 * @param graceMillis time for current work; a second signal ends that, too.
 */
export function endOnSignals(graceMillis: number): Ending {
  const stop = new AbortController();
  const end = new AbortController();
  const onSignal = () => {
    if (stop.signal.aborted || graceMillis === 0) end.abort(interrupted());
    stop.abort();
    setTimeout(() => end.abort(interrupted()), graceMillis).unref();
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  return { stop: stop.signal, signal: end.signal };
}

function scopeOf(flags: WorkFlags & Partial<ScopeFlags>): SweepOptions['scope'] {
  return {
    organization: flags.organization ?? false,
    accounts: flags.account ?? [],
    regions: flags.region ?? [],
    role: { name: flags.roleName, externalId: flags.externalId ?? null },
  };
}

/** Region of calls that have none of their own. A region that is swept is in the partition of the credentials. */
async function homeRegion({ homeRegion: given, region }: WorkFlags & Partial<ScopeFlags>): Promise<string> {
  const { AWS_REGION: first, AWS_DEFAULT_REGION: second } = process.env;
  return given ?? first ?? second ?? (await configuredRegion()) ?? region?.[0] ?? 'us-east-1';
}

/** The options of a sweep. @throws ScanError */
export async function optionsOf(
  flags: WorkFlags & Partial<ScopeFlags>,
  signal: AbortSignal,
): Promise<SweepOptions> {
  const log = logOf(flags);
  const cwd = process.cwd();
  const { policy, vex } = await loadConfig({ cwd, file: flags.config ?? null });
  return {
    scope: scopeOf(flags),
    aws: {
      region: await homeRegion(flags),
      endpoint: endpointOf(flags.endpointUrl),
      paceFactor: flags.pace,
      clock: systemClock(signal),
      agent: await secureAgent(readNetworkSettings(configSourcesHere(cwd))),
    },
    store: flags.store,
    db: flags.db,
    maxDataAgeDays: flags.maxDataAge,
    jobs: flags.jobs,
    reanalyse: flags.reanalyse ?? 0,
    versionPolicies: flags.versionPolicies ?? 0,
    policy,
    vex: await loadVex(vex, cwd),
    failOn: flags.failOn,
    expected: await loadExpected(flags.expect),
    sinks: flags.notify.map((text) => readSink(text, process.env)),
    ownerTag: flags.ownerTag ?? null,
    now: new Date(),
    signal,
    onProgress: log.progress,
    onEvent: log.event,
  };
}

/** Receivers of findings. */
export function notifyOption(): Option {
  return new Option(
    '--notify <sink>',
    'send what is new and fixed to slack=VARIABLE, sns=TOPIC_ARN, securityhub, digest=FILE (repeatable)',
  )
    .argParser(addText)
    .default([], 'nobody');
}

/** Owners of functions. */
export function ownerTagOption(): Option {
  return new Option('--owner-tag <key>', 'tag that names the owner of a function');
}

/** Adds the options for accounts and regions. */
export function addScope(command: Command): Command {
  return command
    .option('--organization', 'all accounts of the organisation')
    .option('--account <id>', 'an account (repeatable; default: that of the credentials)', accountId, [])
    .option('--region <name>', 'a region (repeatable; default: all that are enabled)', addRegion, []);
}

/** Adds the options for entering accounts, calling AWS and judging findings. */
export function addWork(command: Command): Command {
  return command
    .option('--role-name <name>', 'role, with its path, to assume in other accounts', DEFAULT_ROLE)
    .option('--external-id <id>', 'external id that the role requires')
    .option(
      '--home-region <name>',
      'region of calls that belong to no region (default: AWS_REGION, the profile, the first --region)',
    )
    .option('--endpoint-url <url>', 'endpoint of all AWS services, instead of the default ones')
    .option('--pace <factor>', 'calls a second, as a multiple of the cautious default', positive, 1)
    .addOption(storeOption())
    .addOption(databaseOption())
    .option('--max-data-age <days>', 'older advisory data makes the sweep incomplete', positive, 7)
    .option(
      '--jobs <count>',
      'number of artifacts fetched and analysed at once',
      positiveInteger,
      availableParallelism(),
    )
    .option(
      '--config <file>',
      'configuration to use: what fails, what is ignored, which gaps are accepted (default: the nearest stowaway.config.{yaml,json}, here or above)',
    )
    .option('--no-config', 'use no configuration')
    .addOption(
      new Option(
        '--fail-on <level>',
        "lowest severity that fails (default: the configuration's, else high)",
      ).choices(FAIL_LEVELS),
    )
    .addOption(notifyOption())
    .addOption(ownerTagOption())
    .option('--no-progress', 'print no progress')
    .addOption(
      new Option('--log <format>', 'format of the log on standard error; json: one object per line')
        .choices(['text', 'json'])
        .default('text'),
    );
}
