import type { Finding } from '../model/index.js';
import type { DetectContext, Detector } from './detector.js';
import { drift } from './drift/index.js';

export type { DetectContext, Detector } from './detector.js';

export const DETECTORS: readonly Detector[] = [drift];

/** What every detector finds in an artifact. */
export async function detect(context: DetectContext): Promise<readonly Finding[]> {
  const found = await Promise.all(DETECTORS.map((detector) => detector.detect(context)));
  return found.flat();
}
