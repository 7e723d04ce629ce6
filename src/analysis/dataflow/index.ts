import type { Analysis } from '../analysis.js';
import { answerFlows } from './answer-function.js';
import type { DataFlowFacts } from '../flow-facts.js';

export type { DataFlowFacts } from '../flow-facts.js';
export { handedOnBy, storedBy } from './stored-by.js';

/** Where data from a function's events goes. */
export const dataflow = {
  id: 'dataflow',
  title: 'Calls that data of events reaches',
  async analyseArtifact(input) {
    const { artifactFacts } = await import('./artifact-facts.js');
    return artifactFacts(input);
  },
  answerFunction: answerFlows,
} satisfies Analysis<DataFlowFacts>;
