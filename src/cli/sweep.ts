import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { Command, InvalidArgumentError, Option } from 'commander';
import { systemClock } from '../aws/index.js';
import { loadConfig } from '../config/index.js';
import { FAIL_LEVELS, ScanError, type FailLevel } from '../model/index.js';
import { EXIT } from '../policy/index.js';
import { escapeJson } from '../reporters/index.js';
import {
  describePlan,
  describeSweep,
  planSweep,
  pruneSweeps,
  runSweep,
  sweepPolicy,
  type SweepOptions,
  type SweepProgress,
  type SweepReport,
} from '../sweep/index.js';
import { loadVex } from '../vex/index.js';
import { writeOut } from './console.js';
import { databaseFolder, storeFolder } from './user-folders.js';

interface StoreFlag {
  readonly store: string;
}

interface SweepFlags extends StoreFlag {
  readonly organization?: boolean;
  readonly account: readonly string[];
  readonly region: readonly string[];
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
  readonly newOnly?: boolean;
  readonly allowIncomplete?: boolean;
  readonly plan?: boolean;
  readonly format: 'text' | 'json';
  readonly output?: string;
  readonly progress: boolean;
}

const DEFAULT_ROLE = 'stowaway-sweep';
const DAY_MILLIS = 24 * 3600 * 1000;

function positive(value: string): number {
  const number = Number(value);
  if (!Number.isFinite(number) || number <= 0) throw new InvalidArgumentError('It must be a number above 0.');
  return number;
}

function whole(value: string): number {
  const number = positive(value);
  if (!Number.isInteger(number)) throw new InvalidArgumentError('It must be a whole number.');
  return number;
}

function accountId(value: string, others: readonly string[]): readonly string[] {
  if (!/^\d{12}$/.test(value)) throw new InvalidArgumentError('An account id has 12 digits.');
  return [...others, value];
}

function regionName(value: string, others: readonly string[]): readonly string[] {
  if (!/^[a-z]{2}(?:-[a-z]+)+-\d$/.test(value)) throw new InvalidArgumentError('It is no name of a region.');
  return [...others, value];
}

function endpointOf(url: string | undefined): string | null {
  if (url === undefined || URL.canParse(url)) return url ?? null;
  throw new ScanError('usage', '--endpoint-url is no URL.', { hint: 'Give an https: address.' });
}

/** One line a step on standard error: a log reads as well as a terminal. */
function progressTo(enabled: boolean): (progress: SweepProgress) => void {
  let last = 0;
  return ({ stage, done, of }) => {
    const now = Date.now();
    const isEnd = done === of;
    if (!enabled || (!isEnd && now - last < 2000)) return;
    last = now;
    const words = { list: 'Listed regions', fetch: 'Artifacts', match: 'Matched', judge: 'Functions' };
    process.stderr.write(`${words[stage]}: ${done}${of === null ? '' : ` of ${of}`}\n`);
  };
}

function interruption(): AbortController {
  const stop = new AbortController();
  process.once('SIGINT', () =>
    stop.abort(
      new ScanError('interrupted', 'The sweep was interrupted.', { hint: 'The next one goes on from here.' }),
    ),
  );
  return stop;
}

async function optionsOf(flags: SweepFlags): Promise<SweepOptions> {
  const { signal } = interruption();
  const cwd = process.cwd();
  const { policy, vex } = await loadConfig({ cwd, file: flags.config ?? null });
  const region = flags.homeRegion ?? process.env['AWS_REGION'] ?? process.env['AWS_DEFAULT_REGION'];
  const role = { name: flags.roleName, externalId: flags.externalId ?? null };
  return {
    scope: {
      organization: flags.organization ?? false,
      accounts: flags.account,
      regions: flags.region,
      role,
    },
    aws: {
      region: region ?? 'us-east-1',
      endpoint: endpointOf(flags.endpointUrl),
      paceFactor: flags.pace,
      clock: systemClock(signal),
    },
    store: flags.store,
    db: flags.db,
    maxDataAgeDays: flags.maxDataAge,
    jobs: flags.jobs,
    policy,
    vex: await loadVex(vex, cwd),
    failOn: flags.failOn,
    now: new Date(),
    signal,
    onProgress: progressTo(flags.progress),
  };
}

function exitCodeOf({ functions, complete, fails }: SweepReport, flags: SweepFlags): number {
  if (flags.newOnly ? fails.new : fails.open) return EXIT.findings;
  if (!complete && !flags.allowIncomplete) return EXIT.incomplete;
  return functions.functions === 0 ? EXIT.nothing : EXIT.clean;
}

function asJson(value: unknown): string {
  return `${escapeJson(JSON.stringify(value, null, 2))}\n`;
}

async function sweep(flags: SweepFlags): Promise<void> {
  if (flags.organization && flags.account.length > 0) {
    throw new ScanError('usage', '--organization already means all accounts.', {
      hint: 'Leave --account out.',
    });
  }
  const options = await optionsOf(flags);
  if (flags.plan) {
    const plan = await planSweep(options);
    await writeOut([flags.format === 'json' ? asJson(plan) : describePlan(plan)]);
    return;
  }
  const report = await runSweep(options);
  if (flags.output !== undefined) writeFileSync(flags.output, asJson(report), { mode: 0o600 });
  await writeOut([flags.format === 'json' ? asJson(report) : describeSweep(report)]);
  process.exitCode = exitCodeOf(report, flags);
}

function storeOption(): Option {
  return new Option('--store <where>', 'folder, or postgres:// URL, of what sweeps saw')
    .env('STOWAWAY_STORE')
    .default(storeFolder());
}

function policyCommand(): Command {
  return new Command('policy')
    .description('print the smallest IAM policy that a sweep needs')
    .option('--organization', 'for the account that lists the others')
    .option('--role-name <name>', 'role that the others are entered by')
    .action(({ organization, roleName }: { organization?: boolean; roleName?: string }) => {
      const role = roleName ?? (organization ? DEFAULT_ROLE : null);
      process.stdout.write(sweepPolicy({ organization: organization ?? false, role }));
    })
    .addHelpText(
      'after',
      '\nExamples:\n  $ stowaway sweep policy\n  $ stowaway sweep policy --organization --role-name audit/stowaway',
    );
}

function pruneCommand(): Command {
  return new Command('prune')
    .description('forget what went away long ago')
    .addOption(storeOption())
    .option('--older-than <days>', 'forget what went away before this many days', positive, 90)
    .action(async ({ store, olderThan }: StoreFlag & { olderThan: number }) => {
      const gone = await pruneSweeps(store, new Date(Date.now() - olderThan * DAY_MILLIS));
      const lines = Object.entries(gone).map(([kind, count]) => `${kind}: ${count}\n`);
      process.stdout.write(`Forgotten:\n${lines.join('')}`);
    })
    .addHelpText(
      'after',
      '\nExamples:\n  $ stowaway sweep prune\n  $ stowaway sweep prune --older-than 30 --store /srv/stowaway/store',
    );
}

function addScope(command: Command): Command {
  return command
    .option('--organization', 'all accounts of the organisation')
    .option('--account <id>', 'an account (repeatable; default: that of the credentials)', accountId, [])
    .option('--region <name>', 'a region (repeatable; default: all that are enabled)', regionName, [])
    .option('--role-name <name>', 'role, with its path, that other accounts are entered by', DEFAULT_ROLE)
    .option('--external-id <id>', 'external id that the role asks for')
    .option('--home-region <name>', 'region of calls that have none of their own (default: AWS_REGION)')
    .option('--endpoint-url <url>', 'address of all AWS services, instead of their own')
    .option('--pace <factor>', 'calls a second, as a multiple of the cautious default', positive, 1);
}

/** `stowaway sweep`: every function of an AWS account or organisation. */
export function sweepCommand(): Command {
  const command = new Command('sweep')
    .description('scan every function that an AWS account or organisation has deployed')
    // Options after a sub-command are the sub-command's.
    .enablePositionalOptions()
    .addCommand(policyCommand())
    .addCommand(pruneCommand());
  return addScope(command)
    .addOption(storeOption())
    .option('--plan', 'say what would be done; download and write nothing')
    .option('--db <dir>', 'folder of the advisory database', databaseFolder())
    .option('--max-data-age <days>', 'older advisory data makes the sweep incomplete', positive, 7)
    .option('--jobs <count>', 'artifacts fetched and analysed at once', whole, availableParallelism())
    .option('--config <file>', 'configuration to use (default: stowaway.config.{yaml,json}, found upwards)')
    .option('--no-config', 'use no configuration')
    .addOption(
      new Option(
        '--fail-on <level>',
        "lowest severity that fails, instead of the configuration's (high)",
      ).choices(FAIL_LEVELS),
    )
    .option('--new-only', 'only what this sweep found for the first time fails')
    .option('--allow-incomplete', 'an incomplete sweep does not fail')
    .addOption(new Option('--format <format>', 'what is printed').choices(['text', 'json']).default('text'))
    .option('--output <file>', 'write the JSON to a file as well')
    .option('--no-progress', 'say nothing on the way')
    .action(sweep)
    .addHelpText(
      'after',
      '\nExamples:\n  $ stowaway sweep --region eu-west-1 --plan\n  $ stowaway sweep --organization --role-name audit/stowaway --external-id nightly --new-only',
    );
}
