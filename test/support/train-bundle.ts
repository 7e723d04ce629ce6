import { openIndex, writeIndex, type FingerprintIndex } from '../../src/recognition/index.js';
import { groupBy } from '../../src/model/group-by.js';
import { factsOfRelease, type Release } from './published-packages.js';

/** Name → version → requirements. */
export type PublishedRequirements = Readonly<
  Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>
>;

/** An index of the releases of one release train, with requirements of releases that it lacks. */
export function indexOfTrain(
  releases: readonly Release[],
  others: PublishedRequirements = {},
): FingerprintIndex {
  const byName = groupBy(releases.map(factsOfRelease), ({ name }) => [name]);
  const packages = [...byName].map(([name, versions]) => {
    const requirements = Object.entries(others[name] ?? {});
    const dependencies = new Map(
      requirements.map(([version, required]) => [version, new Map(Object.entries(required))]),
    );
    const published = [...versions.map(({ version }) => version), ...dependencies.keys()].sort();
    return { name, forkGroup: 'kin', published, versions, dependencies, shapeSample: 1 };
  });
  return openIndex(writeIndex(packages, 'test'));
}
