import type { AdvisoryText, Finding, Package } from '../../model/index.js';
import { describeFlaw } from '../records/flaw-names.js';
import type { AdvisoryStore } from '../store.js';

/** An artifact's findings and the packages that they are about. */
interface Described {
  readonly packages: readonly Package[];
  readonly findings: readonly Finding[];
}

/** A finding of each rule, with the ecosystem of its package. */
function rulesIn(artifacts: readonly Described[]): ReadonlyMap<string, readonly [Finding, string]> {
  const rules = new Map<string, readonly [Finding, string]>();
  for (const { packages, findings } of artifacts) {
    const ecosystems = new Map(packages.map(({ id, ecosystem }) => [id, ecosystem]));
    for (const finding of findings) {
      const ecosystem = ecosystems.get(finding.package ?? '');
      if (ecosystem !== undefined && !rules.has(finding.rule)) rules.set(finding.rule, [finding, ecosystem]);
    }
  }
  return rules;
}

/**
 * Descriptions of the advisories that findings are about, by rule.
 * @returns undefined when the data has none.
 */
export function describeAdvisories(
  artifacts: readonly Described[],
  store: Pick<AdvisoryStore, 'description'>,
): readonly AdvisoryText[] | undefined {
  const texts = [...rulesIn(artifacts)].flatMap(([rule, [{ kind, aliases, cwes }, ecosystem]]) => {
    if (kind !== 'advisory' && kind !== 'malware') return [];
    // The rule is the best known name; the record may have another one.
    for (const id of [rule, ...aliases]) {
      const description = store.description(ecosystem, id);
      const weaknesses = cwes.map((cwe) => ({ id: cwe, name: describeFlaw(cwe) ?? '' }));
      if (description) return [{ rule, ...description, weaknesses }];
    }
    return [];
  });
  if (texts.length === 0) return undefined;
  return texts.sort((a, b) => (a.rule < b.rule ? -1 : 1));
}
