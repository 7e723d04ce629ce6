import type { Detection, Detector } from '../detector.js';
import { compileRules, type CompiledRules } from './compiled-rules.js';
import { scanSubject } from './scan-subject.js';
import type { SignatureSet } from './schema.js';
import { subjectsOf } from './subject.js';

export {
  signature as signatureSchema,
  type Example,
  type Signature,
  type SignatureFile,
  type SignatureSet,
} from './schema.js';
export { checkPatterns } from './compiled-rules.js';

/** Compiled once a thread: every artifact is held against the same rules. */
const compiled = new Map<string, CompiledRules>();

function compiledRules({ version, rules }: SignatureSet): CompiledRules {
  const known = compiled.get(version) ?? compileRules(rules);
  compiled.set(version, known);
  return known;
}

/** Declarative rules about malicious code and dangerous settings. */
export const signature = {
  id: 'signature',
  title: 'Signatures',
  async detect({ tree, inventory, signatures }) {
    const rules = compiledRules(signatures);
    const scanned: Detection[] = [];
    for (const subject of subjectsOf(tree.files.values(), inventory.packages)) {
      scanned.push(await scanSubject(subject, tree, rules));
    }
    return {
      findings: scanned.flatMap(({ findings }) => findings),
      problems: scanned.flatMap(({ problems }) => problems),
    };
  },
} satisfies Detector;
