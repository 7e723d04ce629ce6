import type { Analysis } from '../analysis.js';
import type { NativeFacts } from './native-facts.js';
import { runtimeMismatches, runtimeSystem } from './runtime-mismatches.js';

/** Compiled parts of packages of Python and Ruby against the runtime of the function: release of the language, processor, C library. */
export const nativeCode = {
  id: 'native-code',
  title: 'Compiled code for another runtime',
  async analyseArtifact({ tree, inventory }) {
    const { nativeFacts } = await import('./native-facts.js');
    const facts = await nativeFacts(tree, inventory);
    const examined = facts.files.length + facts.gemFolders.length > 0 ? (['runtime'] as const) : [];
    return { facts, findings: [], problems: [], examined };
  },
  answerFunction({ fn, mounts }) {
    const system = runtimeSystem(fn);
    const facts = system ? mounts.flatMap(({ facts: own }) => own ?? []) : [];
    const findings = system ? facts.flatMap((own) => runtimeMismatches(own, system)) : [];
    return { reachable: new Map(), findings, problems: [] };
  },
} satisfies Analysis<NativeFacts>;
