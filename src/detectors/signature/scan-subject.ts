import type { FileTree } from '../../files/index.js';
import type { Problem } from '../../model/index.js';
import type { Detection } from '../detector.js';
import { completeChain } from './chains.js';
import type { CompiledRules } from './compiled-rules.js';
import type { KeywordFinder } from './keyword-finder.js';
import { findingOf } from './findings.js';
import { fitsGlob, fitsName } from './glob.js';
import type { Hit } from './hit.js';
import { lifecycleScripts } from './lifecycle-scripts.js';
import { match, type MatchContext, type ResolvedScript } from './match.js';
import { unexcepted, withPartners } from './near.js';
import { scannedFile, type ScannedFile } from './scanned-file.js';
import type { Signature } from './schema.js';
import { pathInSubject, type Subject } from './subject.js';
import { windowsAround } from './windows.js';

function appliesTo({ applies: { to, exceptPackages } }: Signature, { package: found }: Subject): boolean {
  if (to !== 'any' && (to === 'package') !== (found !== null)) return false;
  return found === null || !fitsName(found.name, exceptPackages);
}

/** What one file is held against. */
interface FileRules {
  readonly rules: readonly Signature[];
  readonly findKeywords: KeywordFinder;
}

const NO_RULES: FileRules = { rules: [], findKeywords: () => new Set() };

/** Rules for each file of a subject that any rule is for. */
function rulesByFile(subject: Subject, { groups, finderFor }: CompiledRules): ReadonlyMap<string, FileRules> {
  const wanted = new Map<string, FileRules>();
  const applicable = groups.map((group) => ({
    group,
    rules: group.rules.filter((rule) => appliesTo(rule, subject)),
  }));
  for (const { path } of subject.files) {
    const own = pathInSubject(subject, path);
    const fitting = applicable.filter(({ group, rules }) => rules.length > 0 && fitsGlob(own, group.globs));
    if (fitting.length === 0) continue;
    const findKeywords = finderFor(fitting.map(({ group }) => group));
    wanted.set(path, { rules: fitting.flatMap(({ rules }) => rules), findKeywords });
  }
  return wanted;
}

function parseJson(bytes: Uint8Array | undefined): unknown {
  if (!bytes) return undefined;
  try {
    return JSON.parse(
      Buffer.from(bytes)
        .toString('utf8')
        .replace(/^\uFEFF/, ''),
    );
  } catch {
    return undefined;
  }
}

interface PackageFacts {
  readonly manifest: unknown;
  readonly scripts: readonly ResolvedScript[];
  /** Paths inside the subject. */
  readonly paths: readonly string[];
}

async function packageFacts(subject: Subject, tree: FileTree): Promise<PackageFacts> {
  const paths = subject.files.map(({ path }) => pathInSubject(subject, path));
  if (!subject.package) return { manifest: undefined, scripts: [], paths };
  const { bytes } = await tree.read(`${subject.folder}/package.json`);
  const manifest = parseJson(bytes);
  const scripts: ResolvedScript[] = [];
  for (const script of lifecycleScripts(manifest)) scripts.push(await resolveScript(script, subject, tree));
  return { manifest, scripts, paths };
}

async function resolveScript(
  script: ReturnType<typeof lifecycleScripts>[number],
  subject: Subject,
  tree: FileTree,
): Promise<ResolvedScript> {
  if (script.runs === null) return { ...script, file: null };
  const entries = new Map(subject.files.map((entry) => [pathInSubject(subject, entry.path), entry]));
  const candidates = ['', '.js', '.cjs', '.mjs', '/index.js'].map((ending) => `${script.runs}${ending}`);
  const path = candidates.find((candidate) => entries.has(candidate));
  const entry = path === undefined ? undefined : entries.get(path);
  // Without any file beside its manifest the package was pruned: nothing says that the script deleted itself.
  if (path === undefined || !entry) return { ...script, file: entries.size > 1 ? undefined : null };
  const { bytes } = await tree.read(entry.path);
  return { ...script, file: bytes ? scannedFile({ entry, path, bytes, keywords: new Set() }) : null };
}

/** Whether one of the second keywords is near one of the first. */
function areNear(keywords: readonly string[], second: readonly string[], file: ScannedFile): boolean {
  const text = file.text();
  return windowsAround(text, keywords).some(({ start, end }) => {
    const near = text.slice(start, end);
    return second.some((keyword) => near.indexOf(keyword) >= 0);
  });
}

function matchRule(rule: Signature, file: ScannedFile, context: RuleContext): readonly Hit[] {
  // Only those that are there: searching a text for the others again is what costs.
  const keywords = rule.keywords.filter((keyword) => file.keywords.has(keyword));
  const second = rule.alsoKeywords.filter((keyword) => file.keywords.has(keyword));
  if (rule.keywords.length > 0 && keywords.length === 0) return [];
  if (rule.alsoKeywords.length > 0 && (second.length === 0 || !areNear(keywords, second, file))) return [];
  const every = rule.within !== undefined || rule.unless.length > 0;
  const full = { ...context, file, keywords, every };
  const hits = unexcepted(match(rule.match, full) ?? [], rule.unless, full);
  if (rule.within === undefined) return hits;
  return withPartners(hits, { within: rule.within, needed: context.neededBy(rule) }, full);
}

interface RuleContext extends Omit<MatchContext, 'file' | 'keywords' | 'every'> {
  readonly neededBy: CompiledRules['neededBy'];
}

/** Holds all rules against one subject. */
export async function scanSubject(
  subject: Subject,
  tree: FileTree,
  compiled: CompiledRules,
): Promise<Detection> {
  const wanted = rulesByFile(subject, compiled);
  if (wanted.size === 0) return { findings: [], problems: [] };
  const context = {
    ...(await packageFacts(subject, tree)),
    pattern: compiled.pattern,
    neededBy: compiled.neededBy,
  };
  const seen = new Map<string, Hit[]>();
  const problems: Problem[] = [];
  for await (const read of tree.readMany(wanted.keys())) {
    const entry = tree.files.get(read.path);
    if (read.problem) problems.push(read.problem);
    if (!read.bytes || !entry) continue;
    const { rules, findKeywords } = wanted.get(entry.path) ?? NO_RULES;
    const keywords = findKeywords(read.bytes);
    const file = scannedFile({ entry, path: pathInSubject(subject, read.path), bytes: read.bytes, keywords });
    for (const rule of rules) {
      const hits = matchRule(rule, file, context);
      if (hits.length > 0) seen.set(rule.id, [...(seen.get(rule.id) ?? []), ...hits]);
    }
  }
  const findings = compiled.rules.flatMap((rule) => {
    const hits = completeChain(rule, seen, subject);
    return (hits && findingOf(rule, subject, hits)) ?? [];
  });
  return { findings, problems };
}
