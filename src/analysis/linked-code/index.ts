import { go } from '../../ecosystems/index.js';
import type { Analysis } from '../analysis.js';
import type { LinkedFacts } from './linked-facts.js';

/** Which functions of its modules a program in Go holds: matching asks it about the functions that an advisory names. */
export const linkedCode = {
  id: 'linked-code',
  title: 'Functions that are linked into programs',
  async analyseArtifact({ tree, inventory: { packages } }) {
    const hasPrograms = packages.some(({ ecosystem }) => ecosystem === go.name);
    if (!hasPrograms) return { facts: [], findings: [], problems: [] };
    const { linkedFacts } = await import('./linked-facts.js');
    return { facts: await linkedFacts(tree, packages), findings: [], problems: [] };
  },
  answerFunction: () => ({ reachable: new Map(), findings: [], problems: [] }),
} satisfies Analysis<LinkedFacts>;
