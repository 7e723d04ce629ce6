import type { AccountAccess } from '../access/access.js';
import { orGap, type CoverageGap } from '../access/coverage.js';
import type { DeployedVersion } from './deployed-version.js';

/** The survey of a region while it is under way. */
export interface Survey {
  readonly access: AccountAccess;
  readonly region: string;
  readonly gaps: CoverageGap[];
}

/** The answer, or what stands for it where a gap was noted. */
export async function noted<T>(
  { access: { account }, region, gaps }: Survey,
  work: Promise<T>,
  [resource, instead, affectsCompleteness = true]: [string | null, T, boolean?],
): Promise<T> {
  const { value, gap } = await orGap(work, { account, region, resource }, affectsCompleteness);
  if (!gap) return value;
  // A function that is gone since it was listed leaves no gap.
  if (gap.status !== 'absent') gaps.push(gap);
  return instead;
}

/** Notes what cannot be seen of a version that is analysed. */
export function noteVersion({ access: { account }, region, gaps }: Survey, version: DeployedVersion): void {
  const { functionArn, version: number, environmentError, imageConfigError, fileSystems } = version;
  const resource = number === '$LATEST' ? functionArn : `${functionArn}:${number}`;
  const place = { account, region, resource, affectsCompleteness: true } as const;
  if (environmentError !== null) {
    const reason = `The names of its variables could not be read (${environmentError}): the code that they load was not seen.`;
    gaps.push({ ...place, action: 'kms:Decrypt', status: 'denied', reason });
  }
  if (imageConfigError !== null) {
    const reason = `The entry point of its image could not be read (${imageConfigError}): other code may run.`;
    gaps.push({ ...place, action: 'lambda:GetFunction', status: 'failed', reason });
  }
  for (const service of new Set(fileSystems.map((mount) => mount.service))) {
    const paths = fileSystems.filter((mount) => mount.service === service).map(({ path }) => path);
    const reason = `Code may come from the file system at ${paths.join(', ')}, which was not read.`;
    gaps.push({ ...place, action: `${service}:ClientMount`, status: 'unsupported', reason });
  }
}
