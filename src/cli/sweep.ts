import { Command, Option } from 'commander';
import { ScanError } from '../model/index.js';
import { EXIT } from '../policy/index.js';
import {
  describePlan,
  describeSweep,
  planSweep,
  pruneSweeps,
  runSweep,
  sweepPolicy,
  type SweepReport,
} from '../sweep/index.js';
import { asJson, writeAnswerFile } from './answer-output.js';
import { writeOut } from './console.js';
import {
  addScope,
  addWork,
  DEFAULT_ROLE,
  optionsOf,
  positive,
  storeOption,
  type ScopeFlags,
  type StoreFlag,
} from './sweep-flags.js';

interface SweepFlags extends ScopeFlags {
  readonly newOnly?: boolean;
  readonly allowIncomplete?: boolean;
  readonly plan?: boolean;
  readonly format: 'text' | 'json';
  readonly output?: string;
}

const DAY_MILLIS = 24 * 3600 * 1000;

function exitCodeOf({ functions, complete, fails }: SweepReport, flags: SweepFlags): number {
  if (flags.newOnly ? fails.new : fails.open) return EXIT.findings;
  if (!complete && !flags.allowIncomplete) return EXIT.incomplete;
  return functions.functions === 0 ? EXIT.nothing : EXIT.clean;
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
  if (flags.output !== undefined) writeAnswerFile(flags.output, asJson(report));
  await writeOut([flags.format === 'json' ? asJson(report) : describeSweep(report)]);
  process.exitCode = exitCodeOf(report, flags);
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

/** `stowaway sweep`: every function of an AWS account or organisation. */
export function sweepCommand(): Command {
  const command = new Command('sweep')
    .description('scan every function that an AWS account or organisation has deployed')
    // Options after a sub-command are the sub-command's.
    .enablePositionalOptions()
    .addCommand(policyCommand())
    .addCommand(pruneCommand());
  return addWork(addScope(command))
    .option('--plan', 'say what would be done; download and write nothing')
    .option('--new-only', 'only what this sweep found for the first time fails')
    .option('--allow-incomplete', 'an incomplete sweep does not fail')
    .addOption(new Option('--format <format>', 'what is printed').choices(['text', 'json']).default('text'))
    .option('--output <file>', 'write the JSON to a file as well')
    .action(sweep)
    .addHelpText(
      'after',
      '\nExamples:\n  $ stowaway sweep --region eu-west-1 --plan\n  $ stowaway sweep --organization --role-name audit/stowaway --external-id nightly --new-only',
    );
}
