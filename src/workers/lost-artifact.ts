import { NO_INVENTORY, type ProblemCode } from '../model/index.js';
import type { AnalysedArtifact } from './artifact-analysis.js';

/** The result of an artifact that could not be analysed: the problem with the reason. */
export function lostArtifact(code: ProblemCode, message: string): AnalysedArtifact {
  const problem = { code, path: '', message: `Not analysed: ${message}`, affectsCompleteness: true };
  return { sha256: null, size: 0, inventory: { ...NO_INVENTORY, problems: [problem] }, findings: [] };
}

const SYSTEM_ERRORS: Readonly<Record<string, readonly [ProblemCode, string]>> = {
  EACCES: ['denied', 'this user may not read it.'],
  EPERM: ['denied', 'this user may not read it.'],
  ENOENT: ['missing', 'it is not there.'],
};

/**
 * The same, for an error that reading it threw. An error that does not come from the system is a bug of stowaway: it is reported as such, and affects
 * this artifact only.
 */
export function lostThrough(error: unknown): AnalysedArtifact {
  const { code, message } = error as { code?: unknown; message?: string };
  const known =
    typeof code === 'string' && Object.hasOwn(SYSTEM_ERRORS, code) ? SYSTEM_ERRORS[code] : undefined;
  if (known) return lostArtifact(...known);
  if (typeof code === 'string') return lostArtifact('malformed', `reading it failed with ${code}.`);
  return lostArtifact('unsupported', `an internal error, please report it: ${message ?? String(error)}`);
}
