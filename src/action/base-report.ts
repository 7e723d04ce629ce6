import { readRecordedReport, type RecordedReport } from '../diff/index.js';
import { bytesInMemory, DEFAULT_LIMITS } from '../files/index.js';
import { unpack } from '../unpackers/index.js';
import { ApiFailure } from './api-failure.js';
import type { RestApi } from './rest-api.js';
import { ArtifactPage, WorkflowRun } from './schema.js';

const MAX_ARTIFACT_BYTES = 256 * 1024 * 1024;
/** A string of V8 holds little more. */
const MAX_REPORT_BYTES = 500_000_000;

/** Events that run the branch's own code: other events may handle input of strangers. */
const TRUSTED_EVENTS = new Set(['push', 'schedule', 'workflow_dispatch']);

const LIMITS = {
  ...DEFAULT_LIMITS,
  maxInflatedBytes: MAX_REPORT_BYTES,
  maxFileBytes: MAX_REPORT_BYTES,
  maxEntries: 1000,
  // No deflated bytes inflate to more: a report repeats itself, and its size is limited already.
  maxRatio: 1100,
  maxNesting: 0,
};

/** Which artifact holds the report of the branch that a change goes into. */
export interface ArtifactPlace {
  readonly repository: string;
  readonly branch: string;
  readonly name: string;
}

/** The report of the base branch, or why there is none to compare with. */
export type BaseReport =
  | { readonly report: RecordedReport; readonly source: string; readonly why?: undefined }
  | { readonly report: null; readonly why: string };

type Listed = Readonly<(typeof ArtifactPage)['_output']['artifacts'][number]>;

/**
 * Whether a run of the branch itself made the artifact. The author of a pull request from a fork chooses its branch's
 * name. The author could therefore upload a report in which every finding is already known.
 */
async function isOfBranch(
  api: RestApi,
  { workflow_run: run, expired }: Listed,
  place: ArtifactPlace,
): Promise<boolean> {
  if (expired || !run || run.head_branch !== place.branch) return false;
  if (run.head_repository_id !== run.repository_id) return false;
  const { event } = await api.get(`repos/${place.repository}/actions/runs/${run.id}`, WorkflowRun);
  return TRUSTED_EVENTS.has(event);
}

/** The newest artifact of that name and branch; the API lists the newest first. */
async function findArtifact(api: RestApi, place: ArtifactPlace): Promise<Listed | null> {
  const path = `repos/${place.repository}/actions/artifacts?name=${encodeURIComponent(place.name)}`;
  for await (const { artifacts } of api.pages(path, ArtifactPage)) {
    for (const artifact of artifacts) if (await isOfBranch(api, artifact, place)) return artifact;
  }
  return null;
}

/** The JSON report in an artifact's zip: the only JSON, or the one that we call so. */
async function reportIn(zip: Uint8Array, name: string): Promise<RecordedReport> {
  const { tree } = await unpack({ kind: 'archive', name: `${name}.zip`, bytes: bytesInMemory(zip) }, LIMITS);
  const found = [...tree.files.keys()].filter((path) => path.endsWith('.json'));
  const path = found.find((one) => /(?:^|\/)stowaway\.json$/.test(one)) ?? found[0];
  if (path === undefined) throw new ApiFailure('it holds no JSON report', null);
  const { bytes, problem } = await tree.read(path);
  if (!bytes) throw new ApiFailure(`its report cannot be read: ${problem.message}`, null);
  return readRecordedReport(Buffer.from(bytes).toString('utf8'), `${name}/${path}`);
}

/** Fetches the report of a run of the base branch. A failure is reported, and every finding is new then. */
export async function fetchBaseReport(api: RestApi, place: ArtifactPlace): Promise<BaseReport> {
  const what = `the artifact ${place.name} of branch ${place.branch}`;
  try {
    const artifact = await findArtifact(api, place);
    if (!artifact)
      return { report: null, why: `there is no artifact ${place.name} of branch ${place.branch}` };
    const zip = await api.download(
      `repos/${place.repository}/actions/artifacts/${artifact.id}/zip`,
      MAX_ARTIFACT_BYTES,
    );
    const commit = artifact.workflow_run?.head_sha?.slice(0, 12) ?? 'unknown commit';
    return { report: await reportIn(zip, place.name), source: `${place.branch} at ${commit}` };
  } catch (error) {
    // Our own errors (an odd report) and the API's; anything else is a bug.
    if (!(error instanceof Error) || !['ApiFailure', 'ScanError'].includes(error.name)) throw error;
    return { report: null, why: `${what} could not be used: ${error.message}` };
  }
}
