import { isPopularName } from '../../ecosystems/index.js';
import { limitOf, type FileTree } from '../../files/index.js';
import type { Finding } from '../../model/index.js';
import { isNodeScriptName } from '../../program/index.js';
import { parseAndKeep } from '../../syntax/index.js';
import { findingsOf } from '../match/findings.js';
import { lineAt, shorten, type Hit } from '../match/hit.js';
import type { FileVisitor } from '../match/scan-subject.js';
import type { ScannedFile } from '../match/scanned-file.js';
import { pathInSubject, type Subject } from '../match/subject.js';
import type { Signature } from '../signature-schema.js';
import type { SumPattern } from '../sum-schema.js';
import type { Added } from './added-facts.js';
import { bundleStretches } from './bundle-stretches.js';
import type { Patterns } from './held-facts.js';
import { PackageCensus, worstStretch, type ScriptPlace } from './package-census.js';

/** Facts that a finding shows. */
const SHOWN_FACTS = 5;

const SCRIPT = /\.(?:[cm]?js|pyw?|pth)$/;
/** Files right in a package that say what it is. */
const DESCRIPTION =
  /^(?:package\.json|readme(?:\.\w{1,10})?|[^/]+\.(?:dist|egg)-info\/(?:METADATA|PKG-INFO))$/i;

interface SumRule {
  readonly rule: Signature;
  readonly pattern: SumPattern;
}

/** Rules about facts that add up. */
export function sumRules(rules: readonly Signature[]): readonly SumRule[] {
  return rules.flatMap((rule) => ('sum' in rule.match ? [{ rule, pattern: rule.match.sum }] : []));
}

function hitsOf({ facts }: Added<ScriptPlace>): readonly Hit[] {
  const shown = facts.filter(({ fact }) => fact.points > 0).slice(0, SHOWN_FACTS);
  return shown.map(({ fact, place: { file, offset, seen } }) => ({
    path: file.path,
    offset,
    line: lineAt(file.text(), offset),
    detail: shorten(`${fact.says}: ${seen.trim()}`),
  }));
}

/** Returns a function that tells of a subject whether it is a package that few know. */
function littleKnown(): (subject: Subject) => boolean {
  const known = new WeakMap<Subject, boolean>();
  return (subject) => {
    const { package: found } = subject;
    const isLittleKnown =
      known.get(subject) ?? (found !== null && !isPopularName(found.ecosystem, found.name));
    known.set(subject, isLittleKnown);
    return isLittleKnown;
  };
}

/** The inputs of the rules about facts that add up. */
interface CensusTaking {
  readonly rules: readonly SumRule[];
  readonly patterns: Patterns;
  readonly tree: FileTree;
}

/** Findings in the modules of a bundle that few know. */
function findingsInBundle(
  file: ScannedFile,
  subject: Subject,
  { rules, patterns, tree }: CensusTaking,
): readonly Finding[] {
  const program = subject.parts && parseAndKeep(tree, file.text());
  if (!program || typeof program === 'string') return [];
  const stretches = bundleStretches(file, subject.parts, program);
  return rules.flatMap(({ rule, pattern }) => {
    const { fromInBundle = Infinity } = pattern;
    const worst = worstStretch(stretches, pattern, patterns);
    if (!worst || worst.points < fromInBundle) return [];
    return findingsOf([rule], new Map([[rule.id, hitsOf(worst)]]), subject);
  });
}

/** Adds up what the code of packages holds that few know, and that of such modules in bundles. */
export function censusVisitor(taking: CensusTaking): FileVisitor {
  const { rules, patterns, tree } = taking;
  const isLittleKnown = littleKnown();
  const bySubject = new Map<Subject, PackageCensus>();
  const inBundles = new Map<Subject, Finding[]>();
  const isDescription = (path: string, subject: Subject): boolean =>
    DESCRIPTION.test(pathInSubject(subject, path));
  const isBundle = (path: string, { parts }: Subject): boolean =>
    parts?.knows(path) === true &&
    isNodeScriptName(path) &&
    (tree.files.get(path)?.size ?? 0) <= limitOf('behaviour-file');
  return {
    wants: (path, subject) =>
      isBundle(path, subject) ||
      (isLittleKnown(subject) && (SCRIPT.test(path) || isDescription(path, subject))),
    visit(file, subject) {
      if (!subject.package) {
        const found = inBundles.get(subject) ?? [];
        inBundles.set(subject, [...found, ...findingsInBundle(file, subject, taking)]);
        return;
      }
      const census = bySubject.get(subject) ?? new PackageCensus();
      bySubject.set(subject, census);
      if (isDescription(file.entry.path, subject)) census.addDescription(file);
      else census.addScript(file);
    },
    resultIn(subject, ofRules) {
      const census = bySubject.get(subject);
      const bundles = inBundles.get(subject) ?? [];
      bySubject.delete(subject);
      inBundles.delete(subject);
      const own = rules.flatMap(({ rule, pattern }): readonly Finding[] => {
        const worst = census?.worst(pattern, patterns);
        if (!worst || worst.points < pattern.from) return [];
        return findingsOf([rule], new Map([[rule.id, hitsOf(worst)]]), subject);
      });
      return { findings: [...ofRules, ...own, ...bundles], problems: [] };
    },
  };
}
