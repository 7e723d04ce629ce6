import type { Analysis } from '../analysis.js';
import { answerReachability } from './answer-function.js';
import type { ReachabilityFacts } from './facts.js';

/** Which packages a function's handler loads, by the imports of its code. https://nodejs.org/api/modules.html */
export const reachability = {
  id: 'reachability',
  title: 'packages that a function loads',
  async analyseArtifact(input) {
    const { artifactFacts } = await import('./artifact-facts.js');
    return artifactFacts(input);
  },
  answerFunction: answerReachability,
} satisfies Analysis<ReachabilityFacts>;
