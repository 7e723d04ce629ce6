import type { FileTree } from '../../files/index.js';
import type { Finding, Problem } from '../../model/index.js';
import { possibleScripts } from '../../program/index.js';
import { parseAndKeep, takeTree } from '../../syntax/index.js';
import type { Scanned } from '../scanned.js';
import { CodeFlows } from './code-flows.js';
import { usesTree, type CompiledRules } from './compiled-rules.js';
import { candidateRules, rulesForPath, type CandidateRules, type FileRules } from './file-rules.js';
import { findingsOf } from './findings.js';
import type { Hit } from './hit.js';
import { HitLog, type RuleHits } from './hit-log.js';
import { match, type MatchContext } from './match.js';
import { areUnread } from './near-keywords.js';
import { hasSecond, pythonTree } from './python-rules.js';
import { namedFiles } from './named-files.js';
import { unexcepted, withPartners } from './near.js';
import { readableFile, type ReadableFile } from './readable-file.js';
import { scannedFile, type ScannedFile } from './scanned-file.js';
import { searchedFor, wantsNames } from './rule-words.js';
import type { Signature } from '../signature-schema.js';
import { isFor, packageFacts, pathInSubject, type Subject } from './subject.js';
import { placesInCode } from '../python-behaviour/code-places.js';
import { unpackedBytes } from '../text/unpacked-bytes.js';
import { windowsAround } from './windows.js';

/** Somebody who looks at files beside the rules, so that each file is read and searched for keywords once. */
export interface FileVisitor {
  /** Whether a file is to be read for the visitor. */
  wants(path: string, subject: Subject): boolean;
  visit(file: ScannedFile, subject: Subject): void;
  /** The results in a subject whose files were all visited, and the findings of the rules as they may be shown. */
  resultIn(subject: Subject, ofRules: readonly Finding[]): Scanned;
}

/** Rules for each file of a subject that any rule is for. */
function rulesByFile(subject: Subject, compiled: CompiledRules): ReadonlyMap<string, FileRules> {
  const wanted = new Map<string, FileRules>();
  for (const { path } of subject.files) {
    const rules = rulesForPath(pathInSubject(subject, path), compiled, subject.package === null);
    if (rules) wanted.set(path, rules);
  }
  return wanted;
}

/** Files that the rules read: files whose names rules apply to, and files that begin as scripts do. */
async function filesForRules(
  rules: ReadonlyMap<string, FileRules>,
  { tree, isNamed }: Pick<SubjectScan, 'tree' | 'isNamed'>,
): Promise<ReadonlySet<string>> {
  const all = [...rules];
  const wanted = all.filter(([, { byName }]) => byName !== undefined).map(([path]) => path);
  const others = all.filter(([, { byName }]) => byName === undefined).map(([path]) => path);
  return new Set([...wanted, ...(await possibleScripts(tree, others, { isNamed }))]);
}

/** Files that only the visitor wants, after those of the rules. */
function filesForVisitor(
  { subject, visitor }: Pick<SubjectScan, 'subject' | 'visitor'>,
  forRules: ReadonlySet<string>,
): readonly string[] {
  if (!visitor) return [];
  return subject.files
    .map(({ path }) => path)
    .filter((path) => !forRules.has(path) && visitor.wants(path, subject));
}

/** Whether a hit may be left out afterwards, so that a few of them are not enough. */
function needsAll({ within, unless, codeOnly = false }: Signature): boolean {
  return within !== undefined || unless.length > 0 || codeOnly;
}

function matchRule(rule: Signature, file: ScannedFile, context: RuleContext): readonly Hit[] {
  const isThere = (keyword: string): boolean => file.keywords.has(searchedFor(rule, keyword));
  // Only those that are there: searching a text for the others again is what costs.
  const keywords = rule.keywords.filter(isThere);
  const second = rule.alsoKeywords.filter(isThere);
  if (rule.keywords.length > 0 && keywords.length === 0) return [];
  const words = { keywords, second, names: wantsNames(rule.match) };
  if (!hasSecond(rule, words, file)) return [];
  const every = needsAll(rule);
  const full = { ...context, file, keywords, every };
  const matches = placesInCode(match(rule.match, full) ?? [], file, rule);
  const hits = unexcepted(matches, rule, full);
  if (usesTree(rule.match) && areUnread(words, file)) file.miss();
  if (rule.within === undefined) return hits;
  return withPartners(hits, { within: rule.within, needed: context.neededBy(rule) }, full);
}

/** A subject and its rules. */
interface SubjectScan {
  readonly subject: Subject;
  readonly tree: FileTree;
  readonly compiled: CompiledRules;
  readonly visitor: FileVisitor | null;
  /** Whether a file may be run although its first characters do not parse: see `candidateRules`. */
  readonly isNamed: (path: string) => boolean;
}

interface RuleContext extends Omit<MatchContext, 'file' | 'keywords' | 'every'> {
  readonly neededBy: CompiledRules['neededBy'];
}

/** The hits of some rules in a file. */
function hitsOf(rules: readonly Signature[], file: ScannedFile, { scan, context }: Collecting): RuleHits {
  return rules.flatMap((rule) => {
    const hits = isFor(rule, scan.subject) ? matchRule(rule, file, context) : [];
    return hits.length > 0 ? [[rule.id, hits] as const] : [];
  });
}

/** Adds the hits of a file's rules to the log. @returns those that are certain. */
function matchFileRules(
  file: ScannedFile,
  { certain, suspected }: CandidateRules,
  collecting: FileMatching,
): RuleHits {
  const { scan, log, flows, readable } = collecting;
  const { path } = file.entry;
  flows.note({ path, file, readable, isNamed: scan.isNamed(path) });
  if (certain.length + suspected.length === 0) return [];
  const found = hitsOf(certain, file, collecting);
  log.add(found, file.problems());
  if (suspected.length > 0) log.suspect(path, hitsOf(suspected, file, collecting), file.problems());
  return found;
}

/** Adds the hits of further rules, in the texts that a script computes, to the log. */
function matchCopyRules(
  readable: ReadableFile,
  { rules, own }: { readonly rules: FileRules; readonly own: RuleHits },
  matching: Collecting,
): void {
  const known = new Set(own.map(([id]) => id));
  const { certain } = candidateRules(readable.file, rules, matching.scan.isNamed(readable.file.entry.path));
  const further = certain.filter(({ id }) => !known.has(id));
  const found = hitsOf(further, readable.file, matching);
  matching.log.add(
    found.map(([id, hits]) => [id, hits.map((hit) => readable.placed(hit))] as const),
    [],
  );
}

interface FileMatching extends Collecting {
  /** The file's readable copy; null without one. */
  readonly readable: ReadableFile | null;
}

interface Collecting {
  readonly scan: SubjectScan;
  readonly context: RuleContext;
  readonly log: HitLog;
  readonly flows: CodeFlows;
}

interface Unread {
  readonly path: string;
  readonly rules: FileRules | undefined;
  readonly log: HitLog;
}

/** A file that only the visitor wants holds no code that a rule would have looked at. */
function logUnread(problem: Problem, { path, rules, log }: Unread): void {
  if (rules) log.addUnread(path, problem, rules.byName !== undefined);
  else log.add([], [{ ...problem, affectsCompleteness: false }]);
}

interface ReadFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Undefined of a file that only the visitor wants. */
  readonly rules: FileRules | undefined;
}

/** Matches the rules of one file, and gives it. */
async function matchOne({ path, bytes, rules }: ReadFile, collecting: Collecting): Promise<ScannedFile> {
  const { scan } = collecting;
  const { subject, tree, compiled } = scan;
  const entry = tree.files.get(path) ?? { path, size: bytes.length, executable: false };
  const found = { bytes, keywords: compiled.findKeywords(bytes) };
  const candidates = rules ? candidateRules(found, rules, scan.isNamed(path)) : null;
  const python = await pythonTree(candidates, found, compiled.pattern);
  const making = {
    // Analyses need trees of the application's own code again.
    parse: (text: string) => (subject.package ? takeTree(tree, text) : parseAndKeep(tree, text)),
    placesOf: (of: ScannedFile) => windowsAround(of, compiled.callKeywords, true),
  };
  const file = scannedFile({ entry, path: pathInSubject(subject, path), ...found }, { ...making, python });
  if (!rules || !candidates) return file;
  const packages = scan.subject.parts ?? null;
  const readable = readableFile(file, compiled.findKeywords, { making, packages });
  const matching = { ...collecting, readable };
  const own = matchFileRules(file, candidates, matching);
  if (readable) matchCopyRules(readable, { rules, own }, matching);
  return file;
}

/** The same, and the rules of what a packed file holds. */
async function matchWithPacked(found: ReadFile, collecting: Collecting): Promise<ScannedFile> {
  const bytes = found.rules?.byName ? unpackedBytes(found.bytes) : found.bytes;
  if (bytes !== found.bytes) await matchOne({ ...found, bytes }, collecting);
  return matchOne(found, collecting);
}

/** The hits of each rule in the files that it applies to. Shows the visitor the files that it wants. */
async function collectHits(
  wanted: ReadonlyMap<string, FileRules>,
  scan: SubjectScan,
  { context, flows }: Pick<Collecting, 'context' | 'flows'>,
): Promise<HitLog> {
  const { subject, tree, visitor } = scan;
  const log = new HitLog();
  const forRules = await filesForRules(wanted, scan);
  const paths = [...forRules, ...filesForVisitor(scan, forRules)];
  for await (const { path, bytes, problem } of tree.readMany(paths)) {
    const rules = forRules.has(path) ? wanted.get(path) : undefined;
    if (problem) logUnread(problem, { path, rules, log });
    if (!bytes || !tree.files.has(path)) continue;
    const file = await matchWithPacked({ path, bytes, rules }, { scan, context, flows, log });
    if (visitor?.wants(path, subject)) visitor.visit(file, subject);
  }
  return log;
}

/** What a subject is scanned with. */
export interface SubjectScanning {
  readonly tree: FileTree;
  readonly compiled: CompiledRules;
  /** Null without one. */
  readonly visitor: FileVisitor | null;
}

/** Applies all rules to one subject. */
export async function scanSubject(subject: Subject, scanning: SubjectScanning): Promise<Scanned> {
  const { tree, compiled, visitor } = scanning;
  const { pattern, neededBy } = compiled;
  const { entries, ...facts } = await packageFacts(subject, tree);
  const context = { ...facts, pattern, neededBy };
  const isNamed = (path: string): boolean => !subject.package || entries.has(pathInSubject(subject, path));
  const flows = new CodeFlows(compiled, subject);
  const scan = { ...scanning, subject, isNamed };
  const log = await collectHits(rulesByFile(subject, compiled), scan, { context, flows });
  log.add(await flows.hits(scan, entries, context), flows.problems());
  const { seen, problems: ofFiles } = log.result(await namedFiles(log.suspects(), subject, tree));
  const ofRules = findingsOf(compiled.rules, seen, subject);
  const { findings, problems } = visitor?.resultIn(subject, ofRules) ?? { findings: ofRules, problems: [] };
  const ofScripts = context.scripts.flatMap(({ file }) => file?.problems() ?? []);
  return {
    findings,
    problems: [...ofFiles, ...ofScripts, ...problems],
  };
}
