import { go } from '../../ecosystems/index.js';
import type { Problem } from '../../model/index.js';
import type { Analysis } from '../analysis.js';
import type { LinkedFacts } from './linked-facts.js';

const TIMED_OUT: Problem = {
  code: 'timed-out',
  path: '',
  message: 'Functions of programs in Go were not compared with advisories: the time was over.',
  affectsCompleteness: true,
};

/** Which functions of its modules a program in Go holds: matching asks it about the functions that an advisory names. */
export const linkedCode = {
  id: 'linked-code',
  title: 'Functions that are linked into programs',
  async analyseArtifact({ tree, inventory: { packages }, isLate }) {
    const hasPrograms = packages.some(({ ecosystem }) => ecosystem === go.name);
    if (!hasPrograms) return { facts: [], findings: [], problems: [] };
    const { linkedFacts } = await import('./linked-facts.js');
    const facts = await linkedFacts(tree, packages, isLate);
    return { facts: facts ?? [], findings: [], problems: facts ? [] : [TIMED_OUT] };
  },
  answerFunction: () => ({ reachable: new Map(), findings: [], problems: [] }),
} satisfies Analysis<LinkedFacts>;
