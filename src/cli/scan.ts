import { availableParallelism } from 'node:os';
import { Command } from 'commander';
import { ScanError, type Report } from '../model/index.js';
import { EXIT, exitCodeOf } from '../policy/index.js';
import { escapeTerminal } from '../reporters/index.js';
import type { ScanOptions } from '../scan-options.js';
import { addAwsOptions } from './aws-place.js';
import { addBareOptions, bareOf, type BareFlags } from './bare-options.js';
import { abortOnInterrupt } from './interrupt.js';
import { addPath, positiveInteger, secondsOfTimer } from './option-values.js';
import { startProgress } from './progress.js';
import { addFilterOptions, addReportOptions } from './report/report-options.js';
import { addRuleOptions, scanRules, type RuleFlags } from './scan-rules.js';
import { databaseOption } from './database-option.js';
import { checkedFolder } from './output-path.js';
import { cacheFolder } from './user-folders.js';
import { printReport, writeFiles, type ShowFlags } from './report/show-report.js';

/** Options as commander hands them over. */
interface ScanFlags extends RuleFlags, ShowFlags, BareFlags {
  readonly allowIncomplete?: boolean;
  readonly watch?: boolean;
  readonly offline?: boolean;
  readonly verify?: boolean;
  readonly verifyAll?: boolean;
  readonly db: string;
  readonly maxDataAge: number;
  readonly cache: string | false;
  readonly jobs: number;
  readonly timeout?: number;
  readonly progress: boolean;
  readonly signatures: readonly string[];
  readonly fingerprints: readonly string[];
  readonly closure?: boolean;
  readonly analysis: boolean;
}

function verifyOf({ verify, verifyAll }: ScanFlags): Pick<ScanOptions, 'verify'> {
  if (verifyAll) return { verify: 'all' };
  return verify ? { verify: 'known' } : {};
}

function scanOptionsOf(
  targets: readonly string[],
  flags: ScanFlags,
): Omit<ScanOptions, 'signal' | 'onProgress'> {
  return {
    targets,
    bare: bareOf(flags),
    signatures: flags.signatures,
    fingerprints: { files: flags.fingerprints },
    ...(flags.closure ? { closure: true } : {}),
    analysis: flags.analysis,
    db: flags.db,
    cache: flags.cache === false ? null : flags.cache,
    jobs: flags.jobs,
    ...(flags.timeout === undefined ? {} : { limits: { maxMillis: flags.timeout * 1000 } }),
    allowIncomplete: flags.allowIncomplete ?? false,
    maxDataAgeDays: flags.maxDataAge,
    ...(flags.offline ? { offline: true } : {}),
    ...verifyOf(flags),
  };
}

async function scanOnce(targets: readonly string[], flags: ScanFlags, signal: AbortSignal): Promise<Report> {
  const rules = await scanRules(flags);
  const fetches = !flags.offline && (flags.closure || flags.verify || flags.verifyAll);
  const progress = startProgress(
    process.stderr,
    flags.progress && !flags.quiet,
    fetches ? 'fetched' : 'compared with',
  );
  const { scan } = await import('../scan.js');
  const options = { ...scanOptionsOf(targets, flags), ...rules, signal };
  try {
    return await scan({ ...options, onProgress: (now) => progress.update(now) }).report;
  } finally {
    progress.stop();
  }
}

/** The first report is printed in full, later changes as a difference. */
async function watchOn(
  first: Report,
  { targets, flags, signal }: { targets: readonly string[]; flags: ScanFlags; signal: AbortSignal },
): Promise<Report> {
  const { watchScan } = await import('./watch.js');
  const outputs = flags.output.map(({ file }) => file);
  async function scanAgain(): Promise<Report> {
    const report = await scanOnce(targets, flags, signal);
    const failure = await writeFiles(report, flags);
    if (failure !== undefined) throw failure;
    return report;
  }
  return watchScan(first, { targets, outputs, signal, scanAgain });
}

async function runScan(targets: readonly string[], flags: ScanFlags): Promise<void> {
  if (flags.watch && flags.format !== 'text') {
    throw new ScanError('usage', '--watch prints text only.', { hint: 'Write other formats with --output.' });
  }
  const startedAt = performance.now();
  const controller = new AbortController();
  const { signal } = controller;
  abortOnInterrupt(controller);
  let report = await scanOnce(targets, flags, signal);
  const elapsedMillis = performance.now() - startedAt;
  const failure = await writeFiles(report, flags);
  await printReport(report, flags, elapsedMillis);
  if (failure !== undefined) throw failure;
  if (flags.watch && report.options.finished) report = await watchOn(report, { targets, flags, signal });
  process.exitCode = exitCodeOf(report);
  if (process.exitCode === EXIT.nothing) {
    process.stderr.write(`Nothing to scan: no code was found in ${escapeTerminal(targets.join(', '))}.\n`);
  }
}

const EXAMPLES = `
Exit codes: 0 clean and complete · 1 findings at or above --fail-on · 2 usage error
            3 nothing to scan · 4 incomplete · 5 internal error

Examples:
  $ stowaway scan .serverless/
  $ stowaway scan .serverless/ --baseline main.json --new-only --output sarif=stowaway.sarif
  $ stowaway scan function.zip --handler index.handler --runtime nodejs22.x --layer shared.zip --format json`;

/** Options about the run. */
function addRunOptions(command: Command): Command {
  return command
    .option('--watch', 'scan again when a target changes, and show what is new and what is fixed')
    .option('--jobs <n>', 'artifacts analysed at once', positiveInteger, availableParallelism())
    .option(
      '--timeout <seconds>',
      'give up an artifact whose analysis makes no progress for so long (default: 60)',
      secondsOfTimer,
    )
    .option('--no-progress', 'no progress on stderr');
}

/** `stowaway scan TARGET…`. */
export function scanCommand(): Command {
  const scan = new Command('scan')
    .description('list the packages in functions, and what is wrong with them')
    .argument(
      '<target...>',
      'archives, folders, globs, build outputs (.serverless, .aws-sam/build, cdk.out …), Terraform plans',
    );
  const command = addBareOptions(
    addFilterOptions(addReportOptions(scan)).option(
      '--allow-incomplete',
      'exit with 0 instead of 4 when the scan is incomplete',
    ),
  )
    .option(
      '--signatures <dir>',
      'folder of signatures to use besides the shipped ones (repeatable)',
      addPath,
      [],
    )
    .option(
      '--fingerprints <file>',
      'index for recognising packages in bundles, besides the shipped one (repeatable)',
      addPath,
      [],
    )
    .addOption(databaseOption())
    .option(
      '--verify',
      'compare public packages with what their registry published; a package that cannot be compared makes the scan incomplete (exit code 4), with the reason and a remedy',
    )
    .option('--verify-all', 'like --verify for all packages, also private ones: sends their names')
    .option(
      '--closure',
      'download the dependencies of packages found in bundles, to find those too; sends names of published packages to the registry',
    )
    .option('--no-analysis', 'do not find out what code can do: which packages a function loads')
    .option('--offline', 'use no network; --verify and --closure then use the cache only')
    .option(
      '--max-data-age <days>',
      'older advisory data makes the scan incomplete; the starter in the package is only told',
      positiveInteger,
      7,
    )
    .option('--cache <dir>', 'folder of stored results', checkedFolder, cacheFolder())
    .option('--no-cache', 'neither read nor store results')
    .addHelpText('after', EXAMPLES)
    .action(runScan);
  return addAwsOptions(addRuleOptions(addRunOptions(command)));
}
