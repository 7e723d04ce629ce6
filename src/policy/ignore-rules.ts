import { readPurl } from '../ecosystems/index.js';
import type { Artifact, Finding, FunctionReport, Package, Problem, Suppression } from '../model/index.js';
import { matchesGlob } from './glob.js';
import { matchPattern } from './package-pattern.js';
import type { IgnoreRule, Policy } from './policy.js';
import { rulesInForce } from './rules-in-force.js';

/** A finding and its place. */
export interface Subject {
  readonly finding: Finding;
  /** Null when it is a finding of the function itself. */
  readonly artifact: Pick<Artifact, 'sha256'> | null;
  readonly found: Package | null;
  /** The function to judge for; null: all functions that mount the artifact. */
  readonly fn: Pick<FunctionReport, 'name' | 'id'> | null;
}

function hasId({ id }: IgnoreRule, { finding }: Subject): boolean {
  if (id === null) return true;
  const wanted = id.toUpperCase();
  return [finding.rule, ...finding.aliases].some((name) => name.toUpperCase() === wanted);
}

function hasPackage({ package: text }: IgnoreRule, { found }: Subject): boolean {
  if (text === null) return true;
  const pattern = readPurl(text);
  return pattern !== null && found !== null && matchPattern(pattern, found) === 'all';
}

function hasPath({ path }: IgnoreRule, { finding }: Subject): boolean {
  if (path === null) return true;
  return [...finding.locations, ...finding.evidence].some((seen) => matchesGlob(path, seen.path));
}

function isInFunction({ function: glob }: IgnoreRule, { fn }: Subject): boolean {
  if (glob === null) return true;
  return fn !== null && [fn.name, fn.id].some((name) => matchesGlob(glob, name));
}

/** Malware is accepted by exactly the reviewed bytes: the artifact's, or those of every file it was seen in. */
function hasHash({ sha256 }: IgnoreRule, { finding, artifact }: Subject): boolean {
  if (sha256.length === 0) return finding.kind !== 'malware';
  const files = finding.fileHashes.map((file) => file.sha256);
  const isKnown = (hash: string | null): boolean => hash !== null && sha256.includes(hash);
  return isKnown(artifact?.sha256 ?? null) || (files.length > 0 && files.every(isKnown));
}

const TESTS = [hasId, isInFunction, hasHash, hasPackage, hasPath];

/** Rules in force, and their use in a run. */
export interface IgnoreRules {
  /** Whether any rule is about some functions only. */
  readonly hasFunctionRules: boolean;
  /** The rule that sets a finding aside, or null; with a function, only rules about some functions. */
  suppressionOf(subject: Subject): Suppression | null;
  /** See RulesInForce. */
  problems(isAll: boolean): readonly Problem[];
}

function nameOf({ id, package: pattern, path, function: fn, sha256 }: IgnoreRule): string {
  return [id, pattern, path, fn, ...sha256].filter((part) => part !== null).join(' · ');
}

/** @param today ISO date, UTC. */
export function ignoreRules({ ignore, source }: Policy, today: string): IgnoreRules {
  const words = { does: 'ignores', did: 'ignored', subject: 'finding' };
  const rules = rulesInForce({ rules: ignore, source, today, words, nameOf });
  return {
    hasFunctionRules: rules.all.some((rule) => rule.function !== null),
    suppressionOf(subject) {
      const isAsked = (rule: IgnoreRule): boolean =>
        subject.fn === null || subject.artifact === null || rule.function !== null;
      const met = rules.all.filter((rule) => isAsked(rule) && TESTS.every((test) => test(rule, subject)));
      for (const rule of met) rules.use(rule);
      return met[0] ? rules.suppressionBy(met[0]) : null;
    },
    problems: (isAll) => rules.problems(isAll),
  };
}
