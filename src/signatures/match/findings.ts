import { isExceptedPackage } from '../excepted-packages.js';
import { completeChain, type Seen } from './chains.js';
import { fingerprintOf, PLAIN_FINDING, type Finding } from '../../model/index.js';
import type { Hit } from './hit.js';
import type { Signature } from '../signature-schema.js';
import type { Subject } from './subject.js';

function subjectKey({ package: found }: Subject, hits: readonly Hit[]): string {
  return found ? `${found.ecosystem}:${found.name}` : `path:${hits[0]?.path ?? ''}`;
}

/** One finding of a rule in a subject, with all hits as its evidence. */
function findingOf(rule: Signature, subject: Subject, hits: readonly Hit[]): Finding | null {
  if (rule.kind === 'signal') return null;
  const key = subjectKey(subject, hits);
  const inTree = (path: string): string => (subject.folder === '' ? path : `${subject.folder}/${path}`);
  const evidence = hits.map(({ path, line, detail }) => ({ path: inTree(path), line, detail }));
  return {
    ...PLAIN_FINDING,
    id: `${rule.id}#${subject.package?.id ?? key}`,
    kind: rule.kind,
    rule: rule.id,
    title: rule.title,
    severity: rule.severity,
    cwes: rule.kind === 'malware' ? ['CWE-506'] : [],
    references: rule.references,
    confidence: rule.confidence,
    package: subject.package?.id ?? null,
    locations: [...new Set(evidence.map(({ path }) => path))].map((path) => ({ path })),
    evidence,
    remediation: {
      action: rule.kind === 'malware' ? 'remove' : 'review',
      version: null,
      major: false,
      direct: null,
      text: rule.do,
    },
    fingerprint: fingerprintOf({ kind: rule.kind, rule: rule.id, subject: key }),
    why: rule.why,
  };
}

/**
 * The finding of a rule that does not apply to packages of this name: only the name and the folder show that it is that
 * package, and anybody can write these.
 */
function trustedByName(finding: Finding, { package: found }: Subject): Finding {
  const name = found?.name ?? '';
  return {
    ...finding,
    kind: 'tamper',
    title: `${finding.title}: as ${name} is known to do, but its files were not compared`,
    severity: 'low',
    cwes: [],
    confidence: 'low',
    remediation: {
      action: 'review',
      version: null,
      major: false,
      direct: null,
      text: `Scan with --verify: it compares the files of ${name} with the published ones.`,
    },
    fingerprint: fingerprintOf({
      kind: 'tamper',
      rule: finding.rule,
      subject: `${found?.ecosystem ?? ''}:${name}`,
    }),
    why: `The published ${name} does this for good reasons. Here only its name and its folder show that it is that package.`,
  };
}

/**
 * Findings of the rules that have hits. A rule that excepts the package by its name has a lower one, and its hits are no part of
 * another rule's chain.
 */
export function findingsOf(rules: readonly Signature[], seen: Seen, subject: Subject): readonly Finding[] {
  const excepting = rules.filter(
    ({ id, applies }) => seen.has(id) && isExceptedPackage(subject, applies.exceptPackages),
  );
  const trusting = new Set(excepting.map(({ id }) => id));
  const certain = new Map([...seen].filter(([id]) => !trusting.has(id)));
  return rules.flatMap((rule) => {
    const isTrusting = trusting.has(rule.id);
    const hits = completeChain(rule, isTrusting ? seen : certain, subject);
    const finding = hits && findingOf(rule, subject, hits);
    return finding ? [isTrusting ? trustedByName(finding, subject) : finding] : [];
  });
}
