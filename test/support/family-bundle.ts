import { openIndex, writeIndex, type FingerprintIndex } from '../../src/recognition/index.js';
import { groupBy } from '../../src/model/group-by.js';
import { factsOfRelease, type Release } from './published-packages.js';

/** Name → version → what it asks for. */
export type PublishedAsks = Readonly<
  Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>
>;

/** An index of the releases of one family, and of what releases that are not in it ask for. */
export function indexOfFamily(releases: readonly Release[], others: PublishedAsks = {}): FingerprintIndex {
  const byName = groupBy(releases.map(factsOfRelease), ({ name }) => [name]);
  const packages = [...byName].map(([name, versions]) => {
    const asks = Object.entries(others[name] ?? {});
    const dependencies = new Map(asks.map(([version, asked]) => [version, new Map(Object.entries(asked))]));
    const published = [...versions.map(({ version }) => version), ...dependencies.keys()].sort();
    return { name, family: 'kin', published, versions, dependencies, shapeSample: 1 };
  });
  return openIndex(writeIndex(packages, 'test'));
}
