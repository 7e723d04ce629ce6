import type { Finding } from '../../model/index.js';
import { judgeEnvironmentHook } from '../../environment-hooks/index.js';
import type { DetectContext } from '../detector.js';
import { hookFinding, seenAt } from './artifact-hook.js';

/** Variables that an image's own configuration sets (`ENV` of its Dockerfile) and that make a runtime load code. */
export function imageVariables({ inventory: { image } }: DetectContext): Finding[] {
  return (image?.environmentHooks ?? []).map((hook) => {
    const { detail, ...judgement } = judgeEnvironmentHook(hook);
    const path = `ENV ${hook.name}`;
    return { ...hookFinding({ ...judgement, path, evidence: [seenAt('', detail)] }), locations: [] };
  });
}
