import type { FileTree } from '../../files/index.js';
import type { Package } from '../../model/index.js';
import type { Scanned, SharedWork } from '../scanned.js';
import type { SignatureSet } from '../signature-schema.js';
import { compileRules, type CompiledRules } from './compiled-rules.js';
import { scanSubject } from './scan-subject.js';
import { subjectsOf, type Subject } from './subject.js';

/** Compiled once a thread: every artifact is matched with the same rules. */
const compiled = new Map<string, CompiledRules>();

function compiledRules({ version, rules }: SignatureSet): CompiledRules {
  const known = compiled.get(version) ?? compileRules(rules);
  compiled.set(version, known);
  return known;
}

/** The input of the rules. */
interface ScanTarget {
  readonly tree: FileTree;
  readonly packages: readonly Package[];
  readonly signatures: SignatureSet;
}

/** Large subjects first, so that threads finish at about the same time. */
function largestFirst(subjects: readonly Subject[]): readonly number[] {
  const sizes = subjects.map(({ files }) => files.reduce((sum, { size }) => sum + size, 0));
  return [...subjects.keys()].sort((a, b) => sizes[b]! - sizes[a]! || a - b);
}

/** This thread's share of an artifact's subjects, each with its hits. */
export async function scanShare(
  { tree, packages, signatures }: ScanTarget,
  next: () => number,
): Promise<ReadonlyMap<number, Scanned>> {
  const rules = compiledRules(signatures);
  const subjects = subjectsOf(tree.files.values(), packages);
  const order = largestFirst(subjects);
  const found = new Map<number, Scanned>();
  for (let turn = next(); turn < order.length; turn = next()) {
    const index = order[turn]!;
    found.set(index, await scanSubject(subjects[index]!, tree, rules));
  }
  return found;
}

/** The hits of all threads in shared work. */
async function scanTogether(target: ScanTarget, shared: SharedWork): Promise<ReadonlyMap<number, Scanned>> {
  const own = await scanShare(target, () => shared.next());
  return new Map([...own, ...(await shared.others())]);
}

/** Applies the rules to an artifact's own files and to those of its packages. @param shared set when other threads take their share. */
export async function scanSignatures(target: ScanTarget, shared: SharedWork | null = null): Promise<Scanned> {
  const { tree, packages, signatures } = target;
  const known = shared ? await scanTogether(target, shared) : undefined;
  const rules = compiledRules(signatures);
  const scanned: Scanned[] = [];
  for (const [index, subject] of subjectsOf(tree.files.values(), packages).entries())
    scanned.push(known?.get(index) ?? (await scanSubject(subject, tree, rules)));
  return {
    findings: scanned.flatMap(({ findings }) => findings),
    problems: scanned.flatMap(({ problems }) => problems),
  };
}
