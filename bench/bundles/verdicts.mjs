// The true verdicts: whether the release that is in a bundle has a known vulnerability, by the advisories that scans are given.
import { distModule } from './dist.mjs';

/** A package as a scan would list one that is installed. */
export const asInstalled = ({ name, version }) => ({
  id: `npm:node_modules/${name}`,
  purl: `pkg:npm/${name}@${version}`,
  ecosystem: 'npm',
  name,
  versionState: 'exact',
  version,
  candidates: [],
  presence: 'installed',
  root: 'npm:',
  direct: true,
  alias: null,
  origin: 'public',
  vendoredIn: null,
  locations: [],
  bytes: 0,
  dependencies: [],
  unresolved: [],
  extraneous: false,
  licenses: [],
  evidence: [],
  confidence: 'high',
});

/** @returns {Promise<(release: { name: string, version: string }) => boolean | null>} null: no advisory is about the name */
export async function openVerdicts(database = null) {
  const { loadMatching, openAdvisories } = await distModule('advisories/index.js');
  const { matchPackages } = await loadMatching();
  const store = openAdvisories({ dir: database, now: new Date(), maxDataAgeDays: 7 });
  const known = new Map();
  const verdict = (release) => {
    if (!store.lookup('npm', release.name).some(({ kind }) => kind === 'vulnerability')) return null;
    return matchPackages([asInstalled(release)], store).some(({ kind }) => kind === 'advisory');
  };
  return (release) => {
    const key = `${release.name}@${release.version}`;
    if (!known.has(key)) known.set(key, verdict(release));
    return known.get(key);
  };
}
