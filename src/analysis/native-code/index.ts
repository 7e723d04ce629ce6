import type { Problem } from '../../model/index.js';
import type { Analysis } from '../analysis.js';
import type { NativeFacts } from './native-facts.js';
import { runtimeMismatches, runtimeSystem } from './runtime-mismatches.js';

const NOTHING: NativeFacts = { files: [], wheels: [], gemFolders: [] };

const TIMED_OUT: Problem = {
  code: 'timed-out',
  path: '',
  message: 'Compiled parts of packages were not compared with the runtime: the time was over.',
  affectsCompleteness: true,
};

/** Compiled parts of packages of Python and Ruby against the runtime of the function: release of the language, processor, C library. */
export const nativeCode = {
  id: 'native-code',
  title: 'Compiled code for another runtime',
  async analyseArtifact({ tree, inventory, isLate }) {
    const { nativeFacts } = await import('./native-facts.js');
    const facts = await nativeFacts(tree, inventory, isLate);
    const examined = facts && facts.files.length + facts.gemFolders.length > 0 ? (['runtime'] as const) : [];
    return { facts: facts ?? NOTHING, findings: [], problems: facts ? [] : [TIMED_OUT], examined };
  },
  answerFunction({ fn, mounts }) {
    const system = runtimeSystem(fn);
    const facts = system ? mounts.flatMap(({ facts: own }) => own ?? []) : [];
    const findings = system ? facts.flatMap((own) => runtimeMismatches(own, system)) : [];
    return { reachable: new Map(), findings, problems: [] };
  },
} satisfies Analysis<NativeFacts>;
