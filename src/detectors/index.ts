import type { DetectContext, Detection, Detector } from './detector.js';
import { drift } from './drift/index.js';
import { knownBad } from './known-bad/index.js';
import { signature } from './signature/index.js';

export type { DetectContext, Detection, Detector } from './detector.js';
export { campaign as campaignSchema, type BadReleases, type Campaign } from './campaign.js';
export * from './signature/index.js';

export const DETECTORS: readonly Detector[] = [drift, knownBad, signature];

/** Runs every detector over an artifact. */
export async function detect(context: DetectContext): Promise<Detection> {
  const found = await Promise.all(DETECTORS.map((detector) => detector.detect(context)));
  return {
    findings: found.flatMap(({ findings }) => findings),
    problems: found.flatMap(({ problems }) => problems),
  };
}
