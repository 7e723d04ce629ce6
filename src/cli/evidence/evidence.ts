import { Command } from 'commander';
import { openAdvisories } from '../../advisories/index.js';
import { loadConfig } from '../../config/index.js';
import { DEFAULT_LIMITS } from '../../files/index.js';
import { npm } from '../../ecosystems/index.js';
import { ScanError, type Report } from '../../model/index.js';
import { EXIT, loadVex } from '../../policy/index.js';
import { counted, escapeTerminal } from '../../reporters/index.js';
import type { DateBasis, EvidenceContext } from '../../audit/index.js';
import { addAnswerScanOptions, scanForAnswer, type AnswerScanFlags } from '../scan-for-answer.js';
import { sourceDate } from '../source-date.js';
import { storeOption } from '../store-option.js';
import { readKey, verifyCommand } from './verify-evidence.js';

interface EvidenceFlags extends AnswerScanFlags {
  readonly sweep?: boolean;
  readonly store: string;
  readonly output: string;
  readonly sign?: string;
  readonly allowIncomplete?: boolean;
}

interface Subject {
  readonly report: Report;
  readonly context: Omit<EvidenceContext, 'sboms' | 'signed'>;
}

/** Date-times of the advisory data that a scan would use, whether or not it looked a package up. */
function datesOfData(db: string): string[] {
  const store = openAdvisories({ dir: db, now: new Date() });
  try {
    store.lookup(npm.name, '');
    return store.data.map(({ asOf }) => asOf);
  } finally {
    store.close();
  }
}

/** The day of the newest advisory data: not the clock, so that the same input gives the same bytes. */
function newestData({ data }: Report, db: string): string {
  const used = data.advisories.map(({ asOf }) => asOf);
  const newest = (used.length > 0 ? used : datesOfData(db)).toSorted().at(-1);
  return new Date(newest ?? 0).toISOString();
}

async function scanned(targets: readonly string[], flags: EvidenceFlags): Promise<Subject> {
  if (targets.length === 0)
    throw new ScanError('usage', 'No target is given.', {
      hint: 'Name archives, folders or build outputs, or give --sweep for what sweeps stored.',
    });
  const report = await scanForAnswer(targets, flags, { offline: true });
  const context = { sweep: null, secondsPerArtifact: DEFAULT_LIMITS.maxMillis / 1000 };
  if (sourceDate()) return { report, context: { ...context, basis: 'SOURCE_DATE_EPOCH' } };
  const basis: DateBasis = 'advisory data';
  return { report: { ...report, scannedAt: newestData(report, flags.db) }, context: { ...context, basis } };
}

async function swept(targets: readonly string[], { store, config }: EvidenceFlags): Promise<Subject> {
  if (targets.length > 0)
    throw new ScanError('usage', 'Targets cannot be given with --sweep, which reads none.', {
      hint: 'Leave the targets out, or leave --sweep out.',
    });
  const cwd = process.cwd();
  const { policy, vex } = await loadConfig({ cwd, file: config ?? null });
  const { readStoredReport } = await import('../../sweep/index.js');
  const { report, ...sweep } = await readStoredReport(store, { policy, vex: await loadVex(vex, cwd) });
  return { report, context: { basis: 'sweep', sweep, secondsPerArtifact: null } };
}

function exitCodeOf({ functions, artifacts, summary, options }: Report, allowsIncomplete: boolean): number {
  if (functions.length + artifacts.length === 0) return EXIT.nothing;
  return (summary.complete && options.finished) || allowsIncomplete ? EXIT.clean : EXIT.incomplete;
}

async function makeEvidence(targets: readonly string[], flags: EvidenceFlags): Promise<void> {
  const { output, sign, sweep = false, allowIncomplete = false } = flags;
  const { evidenceFiles, requireFreeFolder, writeSealedFolder } = await import('../../audit/index.js');
  requireFreeFolder(output);
  const key = sign === undefined ? null : readKey(sign);
  const { report, context } = sweep ? await swept(targets, flags) : await scanned(targets, flags);
  process.exitCode = exitCodeOf(report, allowIncomplete);
  if (process.exitCode === EXIT.nothing) {
    process.stderr.write('There is nothing to make evidence of: no function and no artifact was found.\n');
    return;
  }
  writeSealedFolder(output, evidenceFiles(report, { ...context, signed: key !== null }), key);
  const whole = report.summary.complete ? '' : ' Not everything was seen: index.html names what was not.';
  const seal = key ? 'signed' : 'not signed';
  const undated = context.basis === 'advisory data' ? UNDATED : '';
  process.stdout.write(
    `Evidence about ${counted(report.functions.length, 'function')} is in ${escapeTerminal(output)} (${seal}).${whole}${undated}\n`,
  );
}

/** Auditors ask for the day; without it the same input gives the same bytes. */
const UNDATED =
  ' The day of this run is not in it: SOURCE_DATE_EPOCH=$(date +%s) before the command puts it in.';

const EXAMPLES = `
Exit codes: 0 made, and everything was seen · 2 usage error · 3 nothing to examine, or no sweep has ended
            4 made, but not everything could be seen (--allow-incomplete: 0)

Examples:
  $ stowaway evidence .serverless/ --output evidence-2026-12
  $ stowaway evidence --sweep --sign key.pem --output evidence-2026-12
  $ stowaway evidence verify evidence-2026-12 --key public.pem`;

/** `stowaway evidence TARGET…|--sweep`. */
export function evidenceCommand(): Command {
  const command = new Command('evidence')
    .description('make a folder for an auditor: one page to print, the data, SBOMs, and digests of all of it')
    .argument('[target...]', 'archives, folders, build outputs (.serverless, .aws-sam/build, cdk.out …)')
    .option('--sweep', 'about the last sweep of the store instead of targets, with the trend')
    .addOption(storeOption())
    .option('--output <folder>', 'new or empty folder to write', 'evidence')
    .option('--sign <file>', 'sign the digests with a private key in PEM (Ed25519 or ECDSA)')
    .option('--allow-incomplete', 'exit with 0 instead of 4 when not everything was seen');
  return addAnswerScanOptions(command)
    .addHelpText('after', EXAMPLES)
    .action(makeEvidence)
    .addCommand(verifyCommand());
}
