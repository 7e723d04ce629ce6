import { InvalidArgumentError, Option, type Command } from 'commander';
import { ScanError, severityWeight, type FailLevel, type Severity } from '../../model/index.js';
import { EXIT } from '../../policy/index.js';
import {
  describeAccountPermissions,
  findAccountPermissions,
  type AccountPermissions,
} from '../../sweep/index.js';
import { writeAnswer, type AnswerFlags } from '../answer-output.js';
import { addRegion, addText } from '../option-values.js';
import { storeOption } from '../store-option.js';

/** Flags about the roles of swept accounts. */
export interface AccountFlags {
  /** The accounts to show; empty: all that were swept. Undefined: the answer is not about accounts. */
  readonly account?: readonly string[];
  readonly region: readonly string[];
  readonly function: readonly string[];
  readonly role: readonly string[];
  readonly store: string;
}

interface Flags extends AnswerFlags, AccountFlags {
  readonly check?: boolean;
  readonly failOn: FailLevel;
  readonly allowIncomplete?: boolean;
}

/** Stands for the option without a value. */
const EVERY_ACCOUNT = '';
const ACCOUNT_ID = /^\d{12}$/;

function accountIds(value: string, others: readonly string[] | undefined): readonly string[] {
  if (value === EVERY_ACCOUNT) return others ?? [];
  if (!ACCOUNT_ID.test(value))
    throw new InvalidArgumentError('An account id has 12 digits. Targets cannot be given with --account.');
  return [...(others ?? []), value];
}

/** Adds the options for what sweeps stored. */
export function addAccountOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--account [id]',
        'show the roles of swept accounts, the worst first: of one (repeatable), or of all',
      )
        .argParser(accountIds)
        .preset(EVERY_ACCOUNT),
    )
    .option(
      '--region <name>',
      'with --account: only roles of functions in a region (repeatable)',
      addRegion,
      [],
    )
    .option(
      '--function <pattern>',
      'with --account: only roles of these functions; * and ? (repeatable)',
      addText,
      [],
    )
    .option(
      '--role <pattern>',
      'with --account: only these roles, by name or ARN; * and ? (repeatable)',
      addText,
      [],
    )
    .addOption(storeOption());
}

/** @throws ScanError for options that belong to the roles of swept accounts. */
export function requireNoFilters({ region, function: functions, role }: AccountFlags): void {
  if (region.length + functions.length + role.length === 0) return;
  throw new ScanError('usage', '--region, --function and --role choose roles of swept accounts.', {
    hint: 'Give --account, or name no role.',
  });
}

/** The exit code for an answer: findings go before what is not known. */
export function accountExitCode(
  { counts, roles, unseenPlaces }: AccountPermissions,
  flags: Pick<Flags, 'check' | 'failOn' | 'allowIncomplete'>,
): number {
  if (roles.length + counts.functionsWithoutRole === 0) return EXIT.nothing;
  const { check = false, failOn, allowIncomplete = false } = flags;
  const fails = ({ severity }: { readonly severity: string }): boolean =>
    failOn !== 'none' && severityWeight(severity as Severity) >= severityWeight(failOn);
  if (check && roles.some(({ findings }) => findings.some(fails))) return EXIT.findings;
  const { unknownFunctions, unreadRoles, staleFunctions, functionsWithoutRole } = counts;
  const unknown = unknownFunctions + unreadRoles + staleFunctions + functionsWithoutRole;
  const isWhole = unknown === 0 && unseenPlaces.every(({ accepted }) => accepted !== null);
  return isWhole || allowIncomplete ? EXIT.clean : EXIT.incomplete;
}

/** Prints the roles of swept accounts. @throws ScanError */
export async function showAccountRoles(targets: readonly string[], flags: Flags): Promise<void> {
  if (targets.length > 0)
    throw new ScanError('usage', '--account reads what sweeps stored, and no target.', {
      hint: 'Leave out the targets, or --account.',
    });
  if (!['text', 'json'].includes(flags.format))
    throw new ScanError('usage', `--account cannot be printed as ${flags.format}.`, {
      hint: 'Use --format text or json.',
    });
  const { account = [], region, function: functions, role, store } = flags;
  const filters = { accounts: account, regions: region, functions, roles: role };
  const answer = await findAccountPermissions(store, filters);
  await writeAnswer(answer, { text: describeAccountPermissions }, flags);
  process.exitCode = accountExitCode(answer, flags);
}
