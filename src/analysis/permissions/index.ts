import type { Analysis } from '../analysis.js';
import { answerPermissions } from './answer-function.js';
import type { PermissionFacts } from './permission-facts.js';

/** Which AWS operations a function's code can perform. */
export const permissions = {
  id: 'permissions',
  title: 'AWS operations that a function performs',
  async analyseArtifact(input) {
    const { artifactFacts } = await import('./artifact-facts.js');
    return artifactFacts(input);
  },
  answerFunction: answerPermissions,
} satisfies Analysis<PermissionFacts>;
