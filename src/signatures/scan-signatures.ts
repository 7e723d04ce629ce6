import type { FileTree } from '../files/index.js';
import { NO_FLOWS, type Package } from '../model/index.js';
import { knownSubject, type ResultKeeper } from './kept-results.js';
import type { Scanned, SharedWork } from './scanned.js';
import type { SignatureSet } from './signature-schema.js';
import { censusVisitor, sumRules } from './census/census-visitor.js';
import { compileRules, type CompiledRules } from './match/compiled-rules.js';
import { scanSubject, type FileVisitor, type SubjectScanning } from './match/scan-subject.js';
import { subjectsOf, type Subject } from './match/subject.js';
import { NO_SECRET_RULES } from './secrets-of.js';
import { compileSecrets, type CompiledSecrets } from './secrets/compiled-secrets.js';
import { secretVisitor } from './secrets/secret-visitor.js';

/** Rules of both kinds, made ready. */
interface Compiled {
  readonly rules: CompiledRules;
  readonly secrets: CompiledSecrets;
}

/** Compiled once a thread: every artifact is matched with the same rules. */
const compiled = new Map<string, Compiled>();

function compileSet({ rules, secrets = NO_SECRET_RULES, flows = NO_FLOWS }: SignatureSet): Compiled {
  const ready = compileSecrets(secrets);
  return { rules: compileRules(rules, ready.keywords, flows), secrets: ready };
}

function compiledRules(signatures: SignatureSet): Compiled {
  const known = compiled.get(signatures.version) ?? compileSet(signatures);
  compiled.set(signatures.version, known);
  return known;
}

/** Visitors one after the other: each is given the findings of those before it, as they may be shown. */
function together(visitors: readonly FileVisitor[]): FileVisitor {
  return {
    wants: (path, subject) => visitors.some((each) => each.wants(path, subject)),
    visit(file, subject) {
      for (const each of visitors) if (each.wants(file.entry.path, subject)) each.visit(file, subject);
    },
    resultIn: (subject, ofRules) =>
      visitors.reduce<Scanned>(
        ({ findings, problems }, each) => {
          const result = each.resultIn(subject, findings);
          return { findings: result.findings, problems: [...problems, ...result.problems] };
        },
        { findings: ofRules, problems: [] },
      ),
  };
}

/** Everything that a subject of a tree is scanned with. */
function scanningOf({ tree, signatures }: Pick<ScanTarget, 'tree' | 'signatures'>): SubjectScanning {
  const { rules, secrets } = compiledRules(signatures);
  const { findKeywords, pattern } = rules;
  const sums = sumRules(rules.rules);
  const visitors = [
    ...(sums.length > 0 ? [censusVisitor({ rules: sums, patterns: pattern, tree })] : []),
    ...(secrets.rules.length > 0 ? [secretVisitor({ tree, secrets, findKeywords })] : []),
  ];
  return { tree, compiled: rules, visitor: visitors.length > 0 ? together(visitors) : null };
}

/** The input of the rules. */
interface ScanTarget {
  readonly tree: FileTree;
  readonly packages: readonly Package[];
  readonly signatures: SignatureSet;
  /** Null, or absent: every package is scanned. */
  readonly keeper?: ResultKeeper | null | undefined;
}

/** The hits in a subject. The application's own files are always scanned: the next version has others. */
function scanOne(
  subject: Subject,
  scanning: SubjectScanning,
  { tree, keeper }: ScanTarget,
): Promise<Scanned> {
  const scan = (): Promise<Scanned> => scanSubject(subject, scanning);
  return keeper && subject.package ? keeper(knownSubject(tree, subject, scan)) : scan();
}

/** Large subjects first, so that threads finish at about the same time. */
function largestFirst(subjects: readonly Subject[]): readonly number[] {
  const sizes = subjects.map(({ files }) => files.reduce((sum, { size }) => sum + size, 0));
  return [...subjects.keys()].sort((a, b) => sizes[b]! - sizes[a]! || a - b);
}

/** This thread's share of an artifact's subjects, each with its hits. */
export async function scanShare(
  target: ScanTarget,
  next: () => number,
): Promise<ReadonlyMap<number, Scanned>> {
  const { tree, packages } = target;
  const scanning = scanningOf(target);
  const subjects = subjectsOf(tree.files.values(), packages);
  const order = largestFirst(subjects);
  const found = new Map<number, Scanned>();
  for (let turn = next(); turn < order.length; turn = next()) {
    const index = order[turn]!;
    found.set(index, await scanOne(subjects[index]!, scanning, target));
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
  const { tree, packages } = target;
  const known = shared ? await scanTogether(target, shared) : undefined;
  const scanning = scanningOf(target);
  const scanned: Scanned[] = [];
  for (const [index, subject] of subjectsOf(tree.files.values(), packages).entries())
    scanned.push(known?.get(index) ?? (await scanOne(subject, scanning, target)));
  return {
    findings: scanned.flatMap(({ findings }) => findings),
    problems: scanned.flatMap(({ problems }) => problems),
  };
}
