import type { z } from 'zod';
import { readUserFile } from '../files/index.js';
import { ScanError } from '../model/index.js';
import type { Runner } from './runner.js';
import { JobEvent } from './schema.js';

/** The change that a job is about. */
export interface Change {
  /** Null in a merge queue. */
  readonly pullRequest: number | null;
  /** Branch that it is to go into. */
  readonly baseBranch: string;
  /** Commit of that branch; null when the event names none. */
  readonly baseCommit: string | null;
}

const BRANCH = 'refs/heads/';
const HINT = 'Run this in a job of GitHub Actions, which writes that file.';

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ScanError('config', 'The file of GITHUB_EVENT_PATH is not JSON.', { hint: HINT, cause });
  }
}

/** The change that the job's event is about; null for a push, a schedule and the like. @throws ScanError */
export function readChange({ eventFile, eventName }: Runner): Change | null {
  if (eventFile === null) return null;
  const text = readUserFile({ path: eventFile, what: 'event', hint: HINT });
  const { data } = JobEvent.safeParse(parse(text));
  return data ? changeIn(data, eventName) : null;
}

function changeIn({ pull_request, merge_group }: z.infer<typeof JobEvent>, eventName: string): Change | null {
  if (pull_request && eventName.startsWith('pull_request')) {
    const { number, base } = pull_request;
    return { pullRequest: number, baseBranch: base.ref, baseCommit: base.sha ?? null };
  }
  const queued = merge_group?.base_ref;
  if (!queued) return null;
  const baseBranch = queued.startsWith(BRANCH) ? queued.slice(BRANCH.length) : queued;
  return { pullRequest: null, baseBranch, baseCommit: merge_group.base_sha ?? null };
}
