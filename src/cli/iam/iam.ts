import { Command, Option } from 'commander';
import {
  FAIL_LEVELS,
  ScanError,
  type FailLevel,
  type FunctionReport,
  type Report,
} from '../../model/index.js';
import { EXIT } from '../../policy/index.js';
import { escapeTerminal } from '../../reporters/index.js';
import { writeAnswer, type AnswerFlags } from '../answer-output.js';
import { addBareOptions, bareOf, type BareFlags } from '../bare-options.js';
import { checkedOutput } from '../output-path.js';
import { addAnswerScanOptions, scanForAnswer, type AnswerScanFlags } from '../scan-for-answer.js';
import { addAccountOptions, requireNoFilters, showAccountRoles, type AccountFlags } from './account-roles.js';
import { failsAt, isUnanalysed, permissionFindings, whyUnchecked } from './check-permissions.js';
import { POLICY_FORMATS } from './policy-output.js';
import { writeTemplate } from './write-template.js';

interface IamFlags extends AnswerFlags, AnswerScanFlags, BareFlags, AccountFlags {
  readonly check?: boolean;
  readonly failOn: FailLevel;
  readonly write?: boolean;
  readonly yes?: boolean;
  readonly template?: string;
  readonly allowIncomplete?: boolean;
}

/** The age of advisories does not matter here. */
const ANY_AGE_DAYS = 1_000_000;

function exitCodeFor({ functions, artifacts, summary }: Report, flags: IamFlags): number {
  if (functions.length + artifacts.length === 0) return EXIT.nothing;
  const { check = false, failOn, allowIncomplete = false } = flags;
  if (check && failsAt(permissionFindings(functions), failOn)) return EXIT.findings;
  const isOpen = (fn: FunctionReport): boolean => isUnanalysed(fn) || (check && whyUnchecked(fn) !== null);
  const isWhole = summary.complete && !functions.some(isOpen);
  return isWhole || allowIncomplete ? EXIT.clean : EXIT.incomplete;
}

function printUnchecked({ functions }: Report): void {
  for (const fn of functions) {
    const why = whyUnchecked(fn);
    if (why !== null) process.stderr.write(`Not checked: ${escapeTerminal(fn.name)}: ${why}.\n`);
  }
}

/** @throws ScanError for options that have no meaning without a target. */
function requireNoScanOptions({ layer, handler, runtime, name, platform, write, template }: IamFlags): void {
  const given = [handler, runtime, name, platform, write, template].some((flag) => flag !== undefined);
  if (!given && layer.length === 0) return;
  throw new ScanError('usage', 'Options about a target cannot be given with --account, which reads none.', {
    hint: 'Leave out --layer, --handler, --runtime, --name, --platform, --write and --template, or --account.',
  });
}

async function runIam(targets: readonly string[], flags: IamFlags): Promise<void> {
  if (flags.account !== undefined) {
    requireNoScanOptions(flags);
    return showAccountRoles(targets, flags);
  }
  requireNoFilters(flags);
  if (targets.length === 0)
    throw new ScanError('usage', 'No target is given.', {
      hint: 'Name an archive, folder or build output, or give --account for what sweeps stored.',
    });
  const more = { bare: bareOf(flags), offline: true, maxDataAgeDays: ANY_AGE_DAYS };
  const report = await scanForAnswer(targets, flags, more);
  if (flags.write) await writeTemplate(report.functions, targets[0] ?? '.', flags);
  else await writeAnswer(report.functions, POLICY_FORMATS, flags);
  if (flags.check) printUnchecked(report);
  process.exitCode = exitCodeFor(report, flags);
}

const EXAMPLES = `
Exit codes: 0 done · 1 a role allows more than is needed (--check) · 2 usage error
            3 nothing to scan, or no sweep has ended · 4 incomplete

Examples:
  $ stowaway iam .serverless/ --check
  $ stowaway iam .aws-sam/build --write --template template.yaml
  $ stowaway iam --account --role 'orders-*'
  $ stowaway iam function.zip --handler index.handler --runtime nodejs22.x --format json`;

/** `stowaway iam TARGET…`. */
export function iamCommand(): Command {
  const iam = new Command('iam')
    .description('list the permissions that functions need, what their roles allow, and the policy that fits')
    .argument(
      '[target...]',
      'archives, folders, build outputs (.serverless, .aws-sam/build, cdk.out …), Terraform plans',
    )
    .addOption(
      new Option(
        '--format <format>',
        'text, or only the policies: as JSON, for SAM and CloudFormation, Serverless, CDK or Terraform',
      )
        .choices(Object.keys(POLICY_FORMATS))
        .default('text'),
    )
    .option('--output <file>', 'write to a file instead', checkedOutput);
  const command = addBareOptions(iam)
    .option('--check', 'fail (exit code 1) if a role allows more than its function needs')
    .addOption(
      new Option('--fail-on <level>', 'lowest severity that --check fails on')
        .choices(FAIL_LEVELS)
        .default('low'),
    )
    .option(
      '--write',
      'write the policies into a template of SAM or CloudFormation, or into serverless.yml; its diff is shown first',
    )
    .option('--template <file>', 'the template to change (default: that of the target or the current folder)')
    .option('--yes', 'write without a question')
    .option('--allow-incomplete', 'exit with 0 instead of 4 when the scan is incomplete');
  return addAccountOptions(addAnswerScanOptions(command)).addHelpText('after', EXAMPLES).action(runIam);
}
