import { isPopularName } from '../../ecosystems/index.js';
import type { Finding } from '../../model/index.js';
import { findingsOf } from '../match/findings.js';
import { lineAt, shorten, type Hit } from '../match/hit.js';
import type { FileVisitor } from '../match/scan-subject.js';
import { pathInSubject, type Subject } from '../match/subject.js';
import type { Signature } from '../signature-schema.js';
import type { SumPattern } from '../sum-schema.js';
import type { Added } from './added-facts.js';
import type { Patterns } from './held-facts.js';
import { PackageCensus, type ScriptPlace } from './package-census.js';

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

/** Adds up what the code of packages holds that few know. */
export function censusVisitor(rules: readonly SumRule[], patterns: Patterns): FileVisitor {
  const isLittleKnown = littleKnown();
  const bySubject = new Map<Subject, PackageCensus>();
  const isDescription = (path: string, subject: Subject): boolean =>
    DESCRIPTION.test(pathInSubject(subject, path));
  return {
    wants: (path, subject) => isLittleKnown(subject) && (SCRIPT.test(path) || isDescription(path, subject)),
    visit(file, subject) {
      const census = bySubject.get(subject) ?? new PackageCensus();
      bySubject.set(subject, census);
      if (isDescription(file.entry.path, subject)) census.addDescription(file);
      else census.addScript(file);
    },
    resultIn(subject, ofRules) {
      const census = bySubject.get(subject);
      bySubject.delete(subject);
      const own = rules.flatMap(({ rule, pattern }): readonly Finding[] => {
        const worst = census?.worst(pattern, patterns);
        if (!worst || worst.points < pattern.from) return [];
        return findingsOf([rule], new Map([[rule.id, hitsOf(worst)]]), subject);
      });
      return { findings: [...ofRules, ...own], problems: [] };
    },
  };
}
