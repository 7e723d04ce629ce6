import { groupBy } from '../model/index.js';
import { compareRisk } from '../policy/index.js';
import { worstRisk, type WorstRisk } from './risks.js';
import type { Sighting } from './sightings.js';

/** Sightings that one result represents, the worst first. */
export type ResultGroup = readonly [Sighting, ...Sighting[]];

/** An advisory of a package in an artifact, however many copies and functions. */
function byArtifact({ finding, artifact, functions }: Sighting): string {
  return JSON.stringify([
    finding.fingerprint,
    finding.rule,
    artifact?.path,
    artifact ? null : functions[0]?.id,
  ]);
}

/** An advisory of a package, wherever it is. */
function byPackage({ finding }: Sighting): string {
  return JSON.stringify([finding.fingerprint, finding.rule]);
}

function riskOf({ finding, artifact, functions }: Sighting): WorstRisk {
  return worstRisk(finding, artifact, functions);
}

/** Set-aside results come last, then the one order. */
function bySeriousness(sightings: readonly Sighting[]): Sighting[] {
  const judged = sightings.map((sighting) => ({ sighting, risk: riskOf(sighting) }));
  judged.sort(
    ({ sighting: { finding: a }, risk }, { sighting: { finding: b }, risk: other }) =>
      Number(a.status !== 'open') - Number(b.status !== 'open') ||
      compareRisk(risk, other) ||
      Number(a.certainty === 'possible') - Number(b.certainty === 'possible'),
  );
  return judged.map(({ sighting }) => sighting);
}

/** The worst risk of a result's sightings. */
export function riskOfGroup(group: ResultGroup): WorstRisk {
  const [first, ...others] = group;
  return others.reduce((worst, sighting) => {
    const risk = riskOf(sighting);
    return compareRisk(risk, worst) < 0 ? risk : worst;
  }, riskOf(first));
}

function groupedBy(sightings: readonly Sighting[], keyOf: (sighting: Sighting) => string): ResultGroup[] {
  return [...groupBy(sightings, (sighting) => [keyOf(sighting)]).values()];
}

export interface FoldedResults {
  /** Worst first. */
  readonly groups: readonly ResultGroup[];
  /** One result stands for an advisory in several artifacts. */
  readonly isCoarse: boolean;
}

/** Groups sightings into the results of a format, as far as its limit requires. */
export function foldResults(sightings: readonly Sighting[], limit = Infinity): FoldedResults {
  const sorted = bySeriousness(sightings);
  const fine = groupedBy(sorted, byArtifact);
  if (fine.length <= limit) return { groups: fine, isCoarse: false };
  return { groups: groupedBy(sorted, byPackage), isCoarse: true };
}
