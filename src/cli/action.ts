import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { Command } from 'commander';
import {
  ACTION_INPUTS,
  findBaseline,
  isFresh,
  pauseCommands,
  readChange,
  readInputs,
  readRunner,
  RestApi,
  resumeCommands,
  tellJob,
  verdictAnnotation,
  type ActionInputs,
  type Runner,
  type WrittenFiles,
} from '../action/index.js';
import { DEFAULT_FEEDS, inspectDatabase } from '../advisories/index.js';
import { ScanError, type AwsPlace, type Report } from '../model/index.js';
import { readNetworkSettings, secureAgent } from '../network/index.js';
import { EXIT, exitCodeOf } from '../policy/index.js';
import {
  annotationCommand,
  escapeTerminal,
  REPORTERS,
  type Annotation,
  type Reporter,
} from '../reporters/index.js';
import type { ScanOptions } from '../scan-options.js';
import { awsPlace } from './aws-place.js';
import { presentationOf, writeOut } from './console.js';
import { dbUpdate } from './db.js';
import { abortOnInterrupt } from './interrupt.js';
import { scanRules } from './scan-rules.js';
import { tellError } from './tell-error.js';
import { cacheFolder, databaseFolder } from './user-folders.js';
import { writeReportFile } from './write-report-file.js';

const SBOM_FORMATS = new Set(['cyclonedx', 'spdx']);

interface Verdict {
  readonly annotations: readonly Annotation[];
  readonly exitCode: number;
}

function enter(inputs: ActionInputs, runner: Runner): void {
  const folder = resolve(runner.workspace, inputs.workingDirectory ?? '');
  try {
    process.chdir(folder);
  } catch (cause) {
    throw new ScanError('not-found', `There is no folder ${folder} to work in.`, {
      hint: 'Check the repository out first, or correct working-directory.',
      cause,
    });
  }
}

/** Formats that are written, checked before anything is scanned. */
function reportersOf({ formats }: ActionInputs): Reporter[] {
  const wanted = new Set(['json', 'sarif', ...formats]);
  const unknown = [...wanted].find((format) => !REPORTERS.some(({ id }) => id === format));
  if (unknown === undefined) return REPORTERS.filter(({ id }) => wanted.has(id));
  throw new ScanError('usage', `There is no format ${unknown}.`, {
    hint: `Formats: ${REPORTERS.map(({ id }) => id).join(', ')}.`,
  });
}

/** Downloads what changed. What cannot be downloaded is a note: older data stay in use, and reports say how old they are. */
async function refreshDatabase(inputs: ActionInputs, db: string): Promise<string[]> {
  if (inputs.offline || isFresh(inspectDatabase(db, { verify: false }), new Date())) return [];
  const { text, exitCode } = await dbUpdate({
    db,
    dbUrl: inputs.dbUrl ?? DEFAULT_FEEDS.osv,
    ecosystem: ['npm'],
    kev: inputs.kevUrl ?? DEFAULT_FEEDS.kev,
    epss: inputs.epssUrl ?? DEFAULT_FEEDS.epss,
  });
  process.stdout.write(text);
  if (exitCode === 0) return [];
  const hasAny = inspectDatabase(db, { verify: false }).length > 0;
  const kept = hasAny ? 'those of an earlier run are used' : 'the old starter is used';
  return [`Advisories could not be updated: ${kept}.`];
}

/** From the workspace, so that the report's paths are those of the repository. */
function targetsOf({ paths, workingDirectory }: ActionInputs): string[] {
  return paths.map((path) => (isAbsolute(path) ? path : join(workingDirectory ?? '', path)));
}

async function scanOptionsOf(
  inputs: ActionInputs,
  { baseline }: Pick<ScanOptions, 'baseline'>,
): Promise<Omit<ScanOptions, 'db'>> {
  const { failOn, config, vex } = inputs;
  const rules = await scanRules({
    ...(failOn === null ? {} : { failOn }),
    ...(config === null ? {} : { config }),
    vex,
    sbom: [],
  });
  return {
    ...rules,
    targets: targetsOf(inputs),
    cache: inputs.cacheDir ?? cacheFolder(),
    allowIncomplete: inputs.allowIncomplete,
    maxDataAgeDays: inputs.maxDataAgeDays,
    offline: true,
    ...(baseline === undefined ? {} : { baseline, newOnly: inputs.newOnly ?? true }),
  };
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (cause) {
    const hint = 'Name another folder in report-dir.';
    throw new ScanError('usage', `The folder ${folder} cannot be made.`, { hint, cause });
  }
}

interface Written {
  readonly files: WrittenFiles;
  /** What kept a report from being written; the others are all the same. */
  readonly failures: readonly ScanError[];
}

function writeReports(
  report: Report,
  reporters: readonly Reporter[],
  { reportDir, db, aws }: Pick<WrittenFiles, 'reportDir' | 'db'> & { readonly aws: AwsPlace },
): Written {
  const sbomDir = join(reportDir, 'sbom');
  const hasSbom = reporters.some(({ id }) => SBOM_FORMATS.has(id));
  makeFolder(hasSbom ? sbomDir : reportDir);
  const failures: ScanError[] = [];
  for (const reporter of reporters) {
    const folder = SBOM_FORMATS.has(reporter.id) ? sbomDir : reportDir;
    try {
      writeReportFile(report, { reporter, file: join(folder, `stowaway.${reporter.extension}`), aws });
    } catch (error) {
      if (!(error instanceof ScanError)) throw error;
      failures.push(error);
    }
  }
  const [json, sarif] = [join(reportDir, 'stowaway.json'), join(reportDir, 'stowaway.sarif')];
  return { files: { reportDir, db, json, sarif, sbomDir: hasSbom ? sbomDir : '' }, failures };
}

async function printReport(report: Report): Promise<void> {
  const [text] = REPORTERS;
  const presentation = { ...presentationOf(process.stdout), verbose: false, elapsedMillis: null };
  if (text) await writeOut(text.render(report, presentation));
}

function failureOf(error: unknown): Annotation {
  const isOurs = error instanceof ScanError;
  const message = isOurs ? escapeTerminal(`${error.message} ${error.hint}`) : 'Internal error: see the log.';
  return { level: 'error', title: 'stowaway', message, file: null, line: null };
}

function apiOf({ apiUrl }: Runner, token: string): RestApi {
  return new RestApi({ apiUrl, token, agent: secureAgent(readNetworkSettings(process.env)) });
}

async function judgeJob(): Promise<Verdict> {
  const runner = readRunner(process.env);
  const inputs = readInputs(process.env);
  const reporters = reportersOf(inputs);
  enter(inputs, runner);
  const change = readChange(runner);
  const api = inputs.token === null ? null : apiOf(runner, inputs.token);
  const comparison = await findBaseline(inputs.baseline, { repository: runner.repository, change, api });
  const db = resolve(inputs.db ?? databaseFolder());
  const options = await scanOptionsOf(inputs, comparison.baseline ? { baseline: comparison.baseline } : {});
  const notes = await refreshDatabase(inputs, db);
  const controller = new AbortController();
  abortOnInterrupt(controller);
  const { scan } = await import('../scan.js');
  const report = await scan({ ...options, cwd: runner.workspace, db, signal: controller.signal }).report;
  const reportDir = resolve(inputs.reportDir ?? join(runner.temporaryFolder, 'stowaway-report'));
  const aws = await awsPlace(inputs.config === null ? {} : { config: inputs.config });
  const { files, failures } = writeReports(report, reporters, { reportDir, db, aws });
  await printReport(report);
  const cwd = process.cwd();
  const told = await tellJob({ runner, inputs, change, api, comparison, report, files, cwd, notes });
  for (const note of told.notes) process.stdout.write(`Note: ${escapeTerminal(note)}\n`);
  for (const failure of failures) await tellError(failure, process.stdout);
  const exitCode = failures.length > 0 ? EXIT.usage : exitCodeOf(report);
  const verdict = verdictAnnotation(report, exitCodeOf(report));
  const annotations = [...failures.map(failureOf), ...(verdict ? [verdict] : []), ...told.annotations];
  return { annotations, exitCode };
}

/**
 * Names from bundles are printed in between, errors too: the runner is told to take nothing of it for a command. All of it goes to one
 * stream, as the runner may read another one later.
 */
async function runAction(): Promise<void> {
  const token = randomUUID();
  process.stdout.write(pauseCommands(token));
  let annotations: readonly Annotation[] = [];
  try {
    const verdict = await judgeJob();
    ({ annotations } = verdict);
    process.exitCode = verdict.exitCode;
  } catch (error) {
    annotations = [failureOf(error)];
    process.exitCode = await tellError(error, process.stdout);
  } finally {
    process.stdout.write(resumeCommands(token) + annotations.map(annotationCommand).join(''));
  }
}

function inputLines(): string {
  const width = Math.max(...ACTION_INPUTS.map(({ name }) => name.length));
  return ACTION_INPUTS.map(({ name, description }) => `  ${name.padEnd(width)}  ${description}`).join('\n');
}

const DETAILS = `
Inputs, as variables INPUT_PATH, INPUT_FAIL_ON …:
${inputLines()}

Examples:
  - uses: OWNER/stowaway@COMMIT
    with: { path: .serverless, fail-on: high }
  $ INPUT_PATH=.serverless INPUT_OFFLINE=true stowaway action    # with the variables of a runner`;

/** `stowaway action`: what action.yml runs. */
export function actionCommand(): Command {
  return new Command('action')
    .description('scan in a job of GitHub Actions, told by the variables of its runner')
    .addHelpText('after', DETAILS)
    .action(runAction);
}
