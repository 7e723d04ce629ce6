import type { FileTree } from '../../files/index.js';
import type { Problem } from '../../model/index.js';
import { takeTree } from '../../syntax/index.js';
import type { Detection } from '../detector.js';
import { completeChain } from './chains.js';
import type { CompiledRules } from './compiled-rules.js';
import { findingOf } from './findings.js';
import { fitsName } from './glob.js';
import type { Hit } from './hit.js';
import { lifecycleScripts } from './lifecycle-scripts.js';
import { match, type MatchContext, type ResolvedScript } from './match.js';
import { areNear } from './near-keywords.js';
import { unexcepted, withPartners } from './near.js';
import type { RuleLookup } from './rule-lookup.js';
import { scannedFile, type ScannedFile } from './scanned-file.js';
import type { Signature } from './schema.js';
import { pathInSubject, type Subject } from './subject.js';

function appliesTo({ applies: { to, exceptPackages } }: Signature, { package: found }: Subject): boolean {
  if (to !== 'any' && (to === 'package') !== (found !== null)) return false;
  return found === null || !fitsName(found.name, exceptPackages);
}

/** Rules for each file of a subject that any rule is for. */
function rulesByFile(subject: Subject, { lookupFor }: CompiledRules): ReadonlyMap<string, RuleLookup> {
  const wanted = new Map<string, RuleLookup>();
  for (const { path } of subject.files) {
    const lookup = lookupFor(pathInSubject(subject, path));
    if (lookup) wanted.set(path, lookup);
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

function matchRule(rule: Signature, file: ScannedFile, context: RuleContext): readonly Hit[] {
  // Only those that are there: searching a text for the others again is what costs.
  const keywords = rule.keywords.filter((keyword) => file.keywords.has(keyword));
  const second = rule.alsoKeywords.filter((keyword) => file.keywords.has(keyword));
  if (rule.keywords.length > 0 && keywords.length === 0) return [];
  if (rule.alsoKeywords.length > 0 && !areNear({ keywords, second, names: 'tree' in rule.match }, file))
    return [];
  const every = rule.within !== undefined || rule.unless.length > 0;
  const full = { ...context, file, keywords, every };
  const hits = unexcepted(match(rule.match, full) ?? [], rule.unless, full);
  if (rule.within === undefined) return hits;
  return withPartners(hits, { within: rule.within, needed: context.neededBy(rule) }, full);
}

interface RuleContext extends Omit<MatchContext, 'file' | 'keywords' | 'every'> {
  readonly neededBy: CompiledRules['neededBy'];
}

interface Collected {
  readonly seen: ReadonlyMap<string, readonly Hit[]>;
  readonly problems: readonly Problem[];
}

/** What each rule sees in the files that it is for. */
async function collectHits(
  wanted: ReadonlyMap<string, RuleLookup>,
  { subject, tree }: { readonly subject: Subject; readonly tree: FileTree },
  context: RuleContext,
): Promise<Collected> {
  const seen = new Map<string, Hit[]>();
  const problems: Problem[] = [];
  for await (const { path, bytes, problem } of tree.readMany(wanted.keys())) {
    if (problem) problems.push(problem);
    const entry = tree.files.get(path);
    const lookup = wanted.get(path);
    if (!bytes || !entry || !lookup) continue;
    const keywords = lookup.findKeywords(bytes);
    const parts = { entry, path: pathInSubject(subject, path), bytes, keywords };
    const file = scannedFile(parts, (text) => takeTree(tree, text));
    for (const rule of lookup.candidates(file)) {
      const hits = appliesTo(rule, subject) ? matchRule(rule, file, context) : [];
      if (hits.length > 0) seen.set(rule.id, [...(seen.get(rule.id) ?? []), ...hits]);
    }
    problems.push(...file.problems());
  }
  return { seen, problems };
}

/** Holds all rules against one subject. */
export async function scanSubject(
  subject: Subject,
  tree: FileTree,
  compiled: CompiledRules,
): Promise<Detection> {
  const wanted = rulesByFile(subject, compiled);
  if (wanted.size === 0) return { findings: [], problems: [] };
  const { pattern, neededBy } = compiled;
  const context = { ...(await packageFacts(subject, tree)), pattern, neededBy };
  const collected = await collectHits(wanted, { subject, tree }, context);
  const { seen } = collected;
  const problems = [...collected.problems, ...context.scripts.flatMap(({ file }) => file?.problems() ?? [])];
  if (seen.size === 0) return { findings: [], problems };
  const findings = compiled.rules.flatMap((rule) => {
    const hits = completeChain(rule, seen, subject);
    return (hits && findingOf(rule, subject, hits)) ?? [];
  });
  return { findings, problems };
}
