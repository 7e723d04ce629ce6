import { randomUUID } from 'node:crypto';
import { relative } from 'node:path';
import { asRecorded, compareReports } from '../diff/index.js';
import type { Report } from '../model/index.js';
import type { Annotation, ChosenAnnotations } from '../reporters/index.js';
import { annotationsOf } from './annotations.js';
import { changedFiles } from './changed-files.js';
import { writeComment } from './comment.js';
import type { Comparison } from './find-baseline.js';
import { outputsOf, type WrittenFiles } from './outputs.js';
import type { Change } from './read-event.js';
import type { ActionInputs } from './read-inputs.js';
import { ApiFailure, type RestApi } from './rest-api.js';
import { appendForRunner, readWorkspaceFile } from './runner-files.js';
import type { Runner } from './runner.js';
import { commentOf, isWorthTelling, summaryOf, type Told } from './summary.js';
import { outputLines } from './workflow-commands.js';

/** A job and what it found. */
export interface Job {
  readonly runner: Runner;
  readonly inputs: ActionInputs;
  readonly change: Change | null;
  readonly api: RestApi | null;
  readonly comparison: Comparison;
  readonly report: Report;
  readonly files: WrittenFiles;
  /** Folder that the configuration is named from. */
  readonly cwd: string;
  /** What else is to be told. */
  readonly notes: readonly string[];
}

/** What the caller has left to print. */
export interface JobMessages {
  readonly annotations: readonly Annotation[];
  /** Plain sentences, told in the summary too. */
  readonly notes: readonly string[];
}

const NO_ANNOTATIONS: ChosenAnnotations = { shown: [], folded: 0, elsewhere: 0 };

/** What a job without the permission is told, and one of a fork's pull request. */
const FORBIDDEN = ': the job lacks a permission, or its token may only read, as in pull requests from forks';

/** Does what may be refused; a refusal is a note. */
async function orNote<T>(what: string, notes: string[], act: () => Promise<T>): Promise<T | null> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error;
    notes.push(`${what}: ${error.message}${error.status === 403 ? FORBIDDEN : ''}.`);
    return null;
  }
}

/** A pull request that the API can be asked about. */
interface Open {
  readonly api: RestApi;
  readonly pullRequest: number;
}

function openPullRequest({ change, api }: Job): Open | null {
  const pullRequest = change?.pullRequest ?? null;
  return api && pullRequest !== null ? { api, pullRequest } : null;
}

async function annotate(job: Job, { api, pullRequest }: Open, notes: string[]): Promise<ChosenAnnotations> {
  const { runner, report, cwd } = job;
  const files = await orNote('Changed files could not be listed, so none is annotated', notes, () =>
    changedFiles(api, runner.repository, pullRequest),
  );
  if (!files) return NO_ANNOTATIONS;
  const annotations = annotationsOf(report, {
    files,
    configFolder: relative(runner.workspace, cwd).replaceAll('\\', '/'),
    read: (path) => readWorkspaceFile(runner.workspace, path),
  });
  if (annotations.folded > 0) {
    notes.push(`${annotations.folded} more annotations than a step can have are told in the summary only.`);
  }
  return annotations;
}

/** Address of the comment; null when there is none. */
async function comment(
  { runner, inputs }: Job,
  { api, pullRequest }: Open,
  { told, notes }: { readonly told: Told; readonly notes: string[] },
): Promise<string | null> {
  const subject = [inputs.workingDirectory ?? '', ...inputs.paths];
  const begins = inputs.comment === 'always' || isWorthTelling(told);
  const written = await orNote('No comment was written', notes, () =>
    writeComment(
      api,
      { repository: runner.repository, pullRequest, subject },
      { text: commentOf(told, runner.runUrl), begins },
    ),
  );
  return written?.url ?? null;
}

/** Tells the runner and the pull request what was found. What GitHub's API refuses is a note, never a failure. */
export async function tellJob(job: Job): Promise<JobMessages> {
  const { runner, inputs, comparison, report, files } = job;
  const diff = comparison.before === null ? null : compareReports(comparison.before, asRecorded(report));
  const notes = [...comparison.notes, ...job.notes];
  const open = openPullRequest(job);
  if (!open && inputs.comment !== 'never' && job.change !== null) {
    notes.push("No comment was written: there is no pull request here, or no token for GitHub's API.");
  }
  const { shown } = open && inputs.annotations ? await annotate(job, open, notes) : NO_ANNOTATIONS;
  const told: Told = { report, diff, notes: [...notes] };
  const commentUrl = open && inputs.comment !== 'never' ? await comment(job, open, { told, notes }) : null;
  appendForRunner(runner.summaryFile, summaryOf({ report, diff, notes }));
  appendForRunner(runner.outputFile, outputLines(outputsOf(report, files, commentUrl), randomUUID()));
  return { annotations: shown, notes };
}
