import { randomUUID } from 'node:crypto';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import {
  ACTION_INPUTS,
  baseFilesOf,
  pauseCommands,
  readChange,
  readInputs,
  readRunner,
  RestApi,
  resumeCommands,
  reportJob,
  verdictAnnotation,
  type ActionInputs,
  type BaselineContext,
  type Job,
  type Runner,
} from '../../action/index.js';
import { ScanError } from '../../model/index.js';
import { configSourcesHere, readNetworkSettings, secureAgent } from '../../network/index.js';
import { EXIT, exitCodeOf } from '../../policy/index.js';
import { annotationCommand, escapeTerminal, type Annotation } from '../../reporters/index.js';
import { printReport, reportersOf, writeReports } from './action-reports.js';
import { compareJob, jobScan, refreshDatabase, scanIn } from './action-scan.js';
import { refuseBaseInResult } from './base-folder.js';
import { awsPlace } from '../aws-place.js';
import { abortOnInterrupt } from '../interrupt.js';
import { printError } from '../print-error.js';
import { databaseFolder } from '../user-folders.js';

interface Verdict {
  readonly annotations: readonly Annotation[];
  readonly exitCode: number;
}

function enter(inputs: ActionInputs, runner: Runner): void {
  const folder = resolve(runner.workspace, inputs.workingDirectory ?? '');
  try {
    process.chdir(folder);
  } catch (cause) {
    throw new ScanError('not-found', `The folder ${folder} does not exist.`, {
      hint: 'Check the repository out first, or correct working-directory.',
      cause,
    });
  }
}

function failureOf(error: unknown): Annotation {
  const isOurs = error instanceof ScanError;
  const message = isOurs ? escapeTerminal(`${error.message} ${error.hint}`) : 'Internal error: see the log.';
  return { level: 'error', title: 'stowaway', message, file: null, line: null };
}

async function apiOf({ apiUrl }: Runner, token: string): Promise<RestApi> {
  return new RestApi({
    apiUrl,
    token,
    agent: await secureAgent(readNetworkSettings(configSourcesHere(null))),
    onWait: (sentence) => process.stdout.write(`${escapeTerminal(sentence)}\n`),
  });
}

/** The inputs of a job: targets, baseline and rules. */
async function baselineContextOf(runner: Runner, inputs: ActionInputs): Promise<BaselineContext> {
  const { repository, workspace } = runner;
  const change = readChange(runner);
  const api = inputs.token === null ? null : await apiOf(runner, inputs.token);
  const folder = inputs.basePath === null ? null : resolve(workspace, inputs.basePath);
  return { repository, change, api, base: baseFilesOf({ repository, workspace, change, api, folder }) };
}

interface Scanned extends Pick<Job, 'comparison' | 'report' | 'notes'> {
  readonly db: string;
}

async function scanJob(runner: Runner, inputs: ActionInputs, context: BaselineContext): Promise<Scanned> {
  const db = resolve(inputs.db ?? databaseFolder());
  const controller = new AbortController();
  abortOnInterrupt(controller);
  const options = await jobScan(inputs, context.base, { db, signal: controller.signal });
  const notes = await refreshDatabase(inputs, db);
  const comparison = await compareJob(inputs, { runner, ...context }, options);
  const { baseline } = comparison;
  const compared = baseline ? { baseline, newOnly: inputs.newOnly ?? true } : {};
  const report = await scanIn(runner.workspace, { ...options, ...compared });
  const { workspace } = runner;
  if (inputs.basePath !== null)
    refuseBaseInResult(report, { workspace, folder: resolve(workspace, inputs.basePath) });
  return { db, notes, comparison, report };
}

async function judgeJob(): Promise<Verdict> {
  const runner = readRunner(process.env);
  const inputs = readInputs(process.env);
  const reporters = reportersOf(inputs);
  enter(inputs, runner);
  const context = await baselineContextOf(runner, inputs);
  const { change, api, base } = context;
  const { db, report, ...scanned } = await scanJob(runner, inputs, context);
  const reportDir = resolve(inputs.reportDir ?? join(runner.temporaryFolder, 'stowaway-report'));
  const aws = await awsPlace(inputs.config === null ? {} : { config: inputs.config }, base ?? undefined);
  const { files, failures } = writeReports(report, reporters, { reportDir, db, aws });
  await printReport(report);
  const messages = await reportJob({
    runner,
    inputs,
    change,
    api,
    report,
    files,
    edited: base?.edited ?? [],
    ...scanned,
  });
  for (const note of messages.notes) process.stdout.write(`Note: ${escapeTerminal(note)}\n`);
  for (const failure of failures) await printError(failure, process.stdout);
  const exitCode = failures.length > 0 ? EXIT.usage : exitCodeOf(report);
  const verdict = verdictAnnotation(report, exitCodeOf(report));
  const annotations = [...failures.map(failureOf), ...(verdict ? [verdict] : []), ...messages.annotations];
  return { annotations, exitCode };
}

/**
 * Runs the action. All output that may contain names from bundles, errors too, is printed while workflow commands are
 * paused. It uses one stream, because the runner may read a second stream later.
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
    process.exitCode = await printError(error, process.stdout);
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
    .description('scan in a job of GitHub Actions; the inputs are environment variables')
    .addHelpText('after', DETAILS)
    .action(runAction);
}
