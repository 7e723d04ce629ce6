import { randomUUID } from 'node:crypto';
import { asRecorded, compareReports } from '../diff/index.js';
import type { Report } from '../model/index.js';
import type { Annotation } from '../reporters/index.js';
import { annotationsOf, ruleAnnotations } from './annotations.js';
import type { EditedRule } from './base-files.js';
import { changedFiles } from './changed-files.js';
import { writeComment } from './comment.js';
import type { Comparison } from './find-baseline.js';
import { outputsOf, type WrittenFiles } from './outputs.js';
import type { Change } from './read-event.js';
import type { ActionInputs } from './read-inputs.js';
import { ApiFailure } from './api-failure.js';
import type { RestApi } from './rest-api.js';
import { appendForRunner, readWorkspaceFile } from './runner-files.js';
import type { Runner } from './runner.js';
import { commentOf, isWorthComment, summaryOf, type JobResult } from './summary.js';
import { outputLines } from './workflow-commands.js';

/** A job and its results. */
export interface Job {
  readonly runner: Runner;
  readonly inputs: ActionInputs;
  readonly change: Change | null;
  readonly api: RestApi | null;
  readonly comparison: Comparison;
  readonly report: Report;
  readonly files: WrittenFiles;
  /** Rules that the change edits. */
  readonly edited: readonly EditedRule[];
  /** Further notes. */
  readonly notes: readonly string[];
}

/** Lines for the caller to print. */
export interface JobMessages {
  readonly annotations: readonly Annotation[];
  /** Sentences for the log. The job summary shows them, too. */
  readonly notes: readonly string[];
}

/** Does what may be refused; a refusal is a note. */
async function orNote<T>(what: string, notes: string[], act: () => Promise<T>): Promise<T | null> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error;
    notes.push(`${what}: ${error.message}.`);
    return null;
  }
}

/** A pull request that the API may be queried for. */
interface Open {
  readonly api: RestApi;
  readonly pullRequest: number;
}

function openPullRequest({ change, api }: Job): Open | null {
  const pullRequest = change?.pullRequest ?? null;
  return api && pullRequest !== null ? { api, pullRequest } : null;
}

async function annotate(
  job: Job,
  { api, pullRequest }: Open,
  notes: string[],
): Promise<readonly Annotation[]> {
  const { runner, report, edited } = job;
  const files = await orNote('Changed files could not be listed, so none is annotated', notes, () =>
    changedFiles(api, runner.repository, pullRequest),
  );
  const read = (path: string): string | null => readWorkspaceFile(runner.workspace, path);
  const annotations = annotationsOf(report, { files: files ?? new Set(), read }, edited);
  if (annotations.folded > 0) {
    notes.push(`${annotations.folded} more annotations exceed the limit of a step; the summary has them.`);
  }
  return annotations.shown;
}

/** Address of the comment; null when there is none. */
async function comment(
  { runner, inputs }: Job,
  { api, pullRequest }: Open,
  { result, notes }: { readonly result: JobResult; readonly notes: string[] },
): Promise<string | null> {
  const key = inputs.commentKey === null ? [] : [{ key: inputs.commentKey }];
  const subject = [inputs.workingDirectory ?? '', ...inputs.paths, ...key];
  const begins = inputs.comment === 'always' || isWorthComment(result);
  const written = await orNote('No comment was written', notes, () =>
    writeComment(
      api,
      { repository: runner.repository, pullRequest, subject },
      { text: commentOf(result, runner.runUrl), begins },
    ),
  );
  return written?.url ?? null;
}

/** Writes the results to the runner and the pull request. A refusal of GitHub's API is a note, never a failure. */
export async function reportJob(job: Job): Promise<JobMessages> {
  const { runner, inputs, comparison, report, files } = job;
  const diff = comparison.before === null ? null : compareReports(comparison.before, asRecorded(report));
  const notes = [...comparison.notes, ...job.notes, ...job.edited.map(({ sentence }) => sentence)];
  const open = openPullRequest(job);
  if (!open && inputs.comment !== 'never' && job.change !== null) {
    notes.push("No comment was written: there is no pull request here, or no token for GitHub's API.");
  }
  // The reviewer of a change must see that it edits the rules, even without annotations.
  const shown = open && inputs.annotations ? await annotate(job, open, notes) : ruleAnnotations(job.edited);
  const result: JobResult = { report, diff, notes: [...notes] };
  const commentUrl = open && inputs.comment !== 'never' ? await comment(job, open, { result, notes }) : null;
  const unwritten = [
    appendForRunner(runner.summaryFile, summaryOf({ report, diff, notes })),
    appendForRunner(runner.outputFile, outputLines(outputsOf(report, files, commentUrl), randomUUID())),
  ];
  notes.push(
    ...unwritten.flatMap((why) => (why === null ? [] : [`Summary or outputs are missing: ${why}.`])),
  );
  return { annotations: shown, notes };
}
