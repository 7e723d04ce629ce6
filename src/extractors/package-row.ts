import { purlOf, type Ecosystem } from '../ecosystems/index.js';
import type { Evidence, Package } from '../model/index.js';

/** What an extractor knows of a package; all other fields of its row have their plain values. */
export interface KnownPackage extends Pick<Package, 'id' | 'name' | 'version' | 'presence' | 'root'> {
  readonly evidence: Evidence;
  /** Its folders and files. */
  readonly places: readonly string[];
  readonly origin?: Package['origin'];
  readonly direct?: boolean | null;
  readonly vendoredIn?: string | null;
  /** Ids. */
  readonly dependencies?: readonly string[];
  readonly licenses?: readonly string[];
  /** `high` where it is absent; a name that no registry takes is `low` in any case. */
  readonly confidence?: Package['confidence'];
}

/** The row of a package that has a name and at most one version. */
export function packageRow(ecosystem: Ecosystem, known: KnownPackage): Package {
  const { name, version, places, evidence, confidence = 'high' } = known;
  return {
    id: known.id,
    purl: purlOf(ecosystem.name, name, version),
    ecosystem: ecosystem.name,
    name,
    versionState: version === null ? 'unknown' : 'exact',
    version,
    candidates: [],
    presence: known.presence,
    basis: known.presence === 'declared' ? 'leftOut' : 'located',
    root: known.root,
    direct: known.direct ?? null,
    alias: null,
    origin: known.origin ?? 'unknown',
    vendoredIn: known.vendoredIn ?? null,
    locations: places.map((path) => ({ path })),
    bytes: 0,
    dependencies: known.dependencies ?? [],
    unresolved: [],
    extraneous: false,
    licenses: known.licenses ?? [],
    evidence: [evidence],
    confidence: ecosystem.names.isPackageName(name) ? confidence : 'low',
  };
}
