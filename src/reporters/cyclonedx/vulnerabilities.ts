import type { Finding } from '../../model/index.js';
import { suppressionWords } from '../aside-words.js';
import { escapeTerminal } from '../escape-terminal.js';
import { safeLink } from '../safe-link.js';
import type { Sighting } from '../sightings.js';
import { artifactRef, functionRef, packageRef, propertiesOf, runtimePackageRef } from './components.js';

/** VEX justifications of OpenVEX in CycloneDX's words. https://cyclonedx.org/docs/1.6/json/#vulnerabilities_items_analysis_justification */
const JUSTIFICATION: ReadonlyMap<string, string> = new Map([
  ['component_not_present', 'code_not_present'],
  ['vulnerable_code_not_present', 'code_not_present'],
  ['vulnerable_code_not_in_execute_path', 'code_not_reachable'],
  ['vulnerable_code_cannot_be_controlled_by_adversary', 'protected_at_perimeter'],
  ['inline_mitigations_already_exist', 'protected_by_mitigating_control'],
]);

/** Name of the rating method of each kind of vector; the longest prefix first. */
const METHODS = [
  ['CVSS:4.', 'CVSSv4'],
  ['CVSS:3.1/', 'CVSSv31'],
  ['CVSS:3.', 'CVSSv3'],
] as const;

/** Advisories and malicious releases are vulnerabilities to CycloneDX; other findings are annotations. */
export function isVulnerability({ kind }: Finding): boolean {
  return kind === 'advisory' || kind === 'malware';
}

/** The subject of a sighting: the package, else the artifact, else the function. */
export function subjectRefs({ artifact, found, functions }: Sighting): string[] {
  if (artifact) return [found ? packageRef(artifact, found.id) : artifactRef(artifact)];
  return functions.map((fn) => (found ? runtimePackageRef(fn, found.id) : functionRef(fn)));
}

/**
 * The analysis of a finding, in line with OpenVEX. Accepted means affected, an unknown version means in triage, and
 * malicious code needs no exploit. Other flaws have no analysis, as in other scanners' output, because exploitability
 * was not examined.
 */
function analysisOf({ status, justification, suppression, kind, certainty }: Finding): object | null {
  if (status === 'not_affected') {
    const known = JUSTIFICATION.get(justification ?? '');
    return {
      state: 'not_affected',
      ...(known === undefined ? {} : { justification: known }),
      ...(justification === null ? {} : { detail: escapeTerminal(justification) }),
    };
  }
  if (status === 'suppressed') {
    const detail = suppression === null ? {} : { detail: escapeTerminal(suppressionWords(suppression)) };
    return { state: 'exploitable', response: ['will_not_fix'], ...detail };
  }
  if (certainty === 'possible') return { state: 'in_triage' };
  return kind === 'malware' ? { state: 'exploitable' } : null;
}

function ratingsOf({ vectors, score, severity }: Finding): object[] {
  const rated = vectors.map((vector) => ({
    severity,
    method: METHODS.find(([prefix]) => vector.startsWith(prefix))?.[1] ?? 'other',
    vector: escapeTerminal(vector),
  }));
  return [{ ...(score === null ? {} : { score }), severity }, ...rated];
}

function dateOf(published: string | null): object {
  return published !== null && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/.test(published)
    ? { published }
    : {};
}

function vulnerabilityOf(finding: Finding, affected: ReadonlySet<string>): object {
  const advisories = finding.references.flatMap((reference) => safeLink(reference) ?? []);
  const analysis = analysisOf(finding);
  const cwes = finding.cwes.flatMap((cwe) => /^CWE-(\d{1,6})$/.exec(cwe)?.[1] ?? []).map(Number);
  return {
    id: escapeTerminal(finding.rule),
    ...(finding.aliases.length === 0
      ? {}
      : { references: finding.aliases.map((id) => ({ id: escapeTerminal(id), source: {} })) }),
    ratings: ratingsOf(finding),
    ...(cwes.length === 0 ? {} : { cwes: cwes.filter((cwe) => cwe > 0) }),
    description: escapeTerminal(finding.title),
    ...(finding.why === null ? {} : { detail: escapeTerminal(finding.why) }),
    ...(finding.remediation === null ? {} : { recommendation: escapeTerminal(finding.remediation.text) }),
    ...(advisories.length === 0 ? {} : { advisories: [...new Set(advisories)].map((url) => ({ url })) }),
    ...dateOf(finding.published),
    ...(analysis === null ? {} : { analysis }),
    affects: [...affected].map((ref) => ({ ref })),
    ...propertiesOf({
      kind: finding.kind,
      certainty: finding.certainty,
      kev: finding.kev === null ? null : String(finding.kev),
      epss: finding.epss === null ? null : String(finding.epss),
    }),
  };
}

/** One vulnerability for an advisory whose analysis, certainty and remediation are the same, with all that it affects. */
export function* vulnerabilitiesOf(sightings: readonly Sighting[]): Generator<object> {
  const groups = new Map<string, { finding: Finding; affected: Set<string> }>();
  for (const sighting of sightings) {
    const { finding } = sighting;
    if (!isVulnerability(finding)) continue;
    const { rule, status, justification, suppression, certainty, severity, remediation } = finding;
    const key = JSON.stringify([
      rule,
      status,
      justification,
      suppression,
      certainty,
      severity,
      remediation?.text,
    ]);
    const group = groups.get(key) ?? { finding, affected: new Set() };
    groups.set(key, group);
    for (const ref of subjectRefs(sighting)) group.affected.add(ref);
  }
  for (const { finding, affected } of groups.values()) yield vulnerabilityOf(finding, affected);
}
