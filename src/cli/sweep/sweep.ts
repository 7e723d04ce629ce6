import { Command, Option } from 'commander';
import { ScanError } from '../../model/index.js';
import { counted } from '../../reporters/index.js';
import {
  describePlan,
  describeSweep,
  enqueueSweep,
  PARTITION_DOMAINS,
  QUEUE_TIMES,
  planSweep,
  POLICY_NOTES,
  pruneSweeps,
  readSink,
  runSweep,
  sweepPolicy,
} from '../../sweep/index.js';
import { asJson, writeAnswerFile } from '../answer-output.js';
import { checkedOutput } from '../output-path.js';
import { writeOut } from '../console.js';
import { secondsOfTimer, wholeNumber } from '../option-values.js';
import { reportCommand } from './sweep-report.js';
import {
  addScope,
  addWork,
  DEFAULT_ROLE,
  endOnSignals,
  notifyOption,
  optionsOf,
  ownerTagOption,
  positive,
  type ScopeFlags,
  type StoreFlag,
} from './sweep-flags.js';
import { storeOption } from '../store-option.js';
import { statusCommand } from './sweep-status.js';
import { addGate, exitCodeOf, workerCommand, type GateFlags } from './sweep-worker.js';

interface SweepFlags extends ScopeFlags, GateFlags {
  readonly plan?: boolean;
  readonly enqueue?: boolean;
  readonly lease: number;
  readonly format: 'text' | 'json';
  readonly output?: string;
}

interface PolicyFlags {
  readonly organization?: boolean;
  readonly roleName?: string;
  readonly ownerTag?: string;
  readonly partition: string;
  readonly notify: readonly string[];
}

interface PruneFlags extends StoreFlag {
  readonly olderThan: number;
  readonly forgetData?: boolean;
}

const DAY_MILLIS = 24 * 3600 * 1000;

async function sweep(flags: SweepFlags): Promise<void> {
  if (flags.organization && flags.account.length > 0) {
    throw new ScanError('usage', '--organization already means all accounts.', {
      hint: 'Leave --account out.',
    });
  }
  const options = await optionsOf(flags, endOnSignals(0).signal);
  if (flags.plan) {
    const plan = await planSweep(options);
    await writeOut([flags.format === 'json' ? asJson(plan) : describePlan(plan)]);
    return;
  }
  if (flags.enqueue) {
    const enqueued = await enqueueSweep(options, { ...QUEUE_TIMES, leaseSeconds: flags.lease });
    const { run, artifacts } = enqueued;
    const text = `Sweep ${run}: ${counted(artifacts, 'artifact')} for workers. \`stowaway sweep status\` shows their progress.\n`;
    await writeOut([flags.format === 'json' ? asJson(enqueued) : text]);
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
    .option('--role-name <name>', 'role to assume in the other accounts')
    .addOption(ownerTagOption())
    .addOption(
      new Option('--partition <name>', 'AWS partition of the accounts')
        .choices([...PARTITION_DOMAINS.keys()])
        .default('aws'),
    )
    .addOption(notifyOption())
    .action(({ organization = false, roleName, ownerTag, partition, notify }: PolicyFlags) => {
      const role = roleName ?? (organization ? DEFAULT_ROLE : null);
      // Webhooks and files need no permission of AWS.
      const sinks = notify
        .filter((text) => /^(?:sns=|securityhub$)/.test(text))
        .map((text) => readSink(text, process.env));
      const tags = ownerTag !== undefined;
      process.stdout.write(sweepPolicy({ organization, role, tags, sinks, partition }));
      process.stderr.write(POLICY_NOTES.map((note) => `Note: ${note}\n`).join(''));
    })
    .addHelpText(
      'after',
      '\nExamples:\n  $ stowaway sweep policy\n  $ stowaway sweep policy --organization --role-name audit/stowaway --notify securityhub',
    );
}

function pruneCommand(): Command {
  return new Command('prune')
    .description('delete records of what is long gone')
    .addOption(storeOption())
    .option('--older-than <days>', 'delete what has been gone for this many days', positive, 90)
    .option(
      '--forget-data',
      'also forget that earlier advisory data was better: the next sweep counts findings that only that data had as fixed',
    )
    .action(async ({ store, olderThan, forgetData }: PruneFlags) => {
      const gone = await pruneSweeps(store, new Date(Date.now() - olderThan * DAY_MILLIS), forgetData);
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
    .addCommand(reportCommand())
    .addCommand(pruneCommand())
    .addCommand(workerCommand())
    .addCommand(statusCommand());
  return addGate(addWork(addScope(command)))
    .option('--plan', 'show what the sweep would do; download and write nothing')
    .option('--expect <file>', 'the expected code of functions (YAML): zips, hashes, lockfiles, SBOMs')
    .option(
      '--reanalyse <count>',
      'maximum number of artifacts to analyse again because an earlier version of stowaway analysed them (0: none)',
      wholeNumber,
      500,
    )
    .option(
      '--version-policies <count>',
      'maximum number of policies of published versions to read in a region, to see their callers',
      wholeNumber,
      500,
    )
    .option('--enqueue', 'list only; `sweep worker` processes do the rest (PostgreSQL)')
    .option(
      '--lease <seconds>',
      'a worker without a sign of life for this long counts as dead',
      secondsOfTimer,
      QUEUE_TIMES.leaseSeconds,
    )
    .addOption(new Option('--format <format>', 'format to print').choices(['text', 'json']).default('text'))
    .option('--output <file>', 'also write the JSON to a file', checkedOutput)
    .action(sweep)
    .addHelpText(
      'after',
      '\nExamples:\n  $ stowaway sweep --region eu-west-1 --plan\n  $ stowaway sweep --organization --role-name audit/stowaway --external-id nightly --new-only',
    );
}
