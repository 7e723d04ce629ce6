import { createHash } from 'node:crypto';
import { npm, purlOf } from '../../ecosystems/index.js';
import { limitOf } from '../../files/index.js';
import type { FileTree } from '../../files/index.js';
import type { FingerprintIndex } from '../index/fingerprint-index.js';
import type { PublishedCode } from '../facts/published-code.js';
import { type Candidate, type Package } from '../../model/index.js';
import type { CodeSources } from '../code-sources.js';
import { candidateVersions } from '../likelihood/candidate-versions.js';

const SHOWN_DETAIL_LENGTH = 300;

/** A package that publishes a file. */
interface Publisher {
  readonly name: string;
  /** Versions that are known to publish it, ascending. */
  readonly holders: readonly string[];
  /** Those and the versions between them that were not read. */
  readonly versions: readonly string[];
  /** Relative to the package's folder. */
  readonly path: string;
}

/** Publishers of a file in the index; several if packages contain copies of each other's files. */
function publishersIn({ binaries }: FingerprintIndex, sha256: string): Publisher[] {
  return binaries
    .filter((binary) => binary.sha256 === sha256)
    .map(({ package: { name, versions, published }, path, versions: ordinals }) => {
      const holders = ordinals.map((ordinal) => versions[ordinal] ?? '');
      const tested = new Set(versions);
      return {
        name,
        path,
        holders,
        versions: candidateVersions({ published, tested, plausible: new Set(holders) }),
      };
    });
}

/** Words of at least three letters in a name. */
function wordsOf(name: string): string[] {
  return name.toLowerCase().match(/[a-z]{3,}/g) ?? [];
}

function likeliest(candidates: readonly Candidate[], path: string): Candidate[] {
  const inPath = new Set(wordsOf(path));
  const shared = ({ name }: Candidate): number => wordsOf(name).filter((word) => inPath.has(word)).length;
  return candidates.toSorted((a, b) => shared(b) - shared(a)).slice(0, limitOf('binary-candidates'));
}

/** Publishers of a file among the candidates. */
async function publisherAmong(
  candidates: readonly Candidate[],
  code: PublishedCode,
  { path, sha256 }: { readonly path: string; readonly sha256: string },
): Promise<Publisher[]> {
  for (const { name, version } of likeliest(candidates, path)) {
    const facts = code.mayRequest(name) ? await code.facts(name, version) : null;
    for (const [inside, hash] of facts?.binaries ?? [])
      if (hash === sha256) return [{ name, holders: [version], versions: [version], path: inside }];
  }
  return [];
}

function rowOf(path: string, size: number, publisher: Publisher): Package {
  const { name, versions, holders, path: inside } = publisher;
  const [only = null] = versions.length === 1 ? versions : [];
  return {
    id: `npm:${path}`,
    purl: purlOf(npm.name, name, only),
    ecosystem: npm.name,
    name,
    versionState: only === null ? 'set' : 'exact',
    version: only,
    candidates: only === null ? versions : [],
    presence: 'bundled',
    basis: 'located',
    root: `npm:${path}`,
    direct: null,
    alias: null,
    origin: 'unknown',
    vendoredIn: null,
    locations: [{ path }],
    bytes: size,
    dependencies: [],
    unresolved: [],
    extraneous: false,
    licenses: [],
    evidence: [
      {
        method: 'file-hash',
        path,
        detail: `${inside} of ${name} ${holders.join(', ')}`.slice(0, SHOWN_DETAIL_LENGTH),
      },
    ],
    confidence: 'high',
  };
}

/** What a binary is looked up in; null for what is absent. */
interface Opened {
  readonly index: FingerprintIndex | null;
  readonly code: PublishedCode | null;
  readonly candidates: readonly Candidate[];
}

async function publisherOf(
  file: { readonly path: string; readonly sha256: string },
  { index, code, candidates }: Opened,
): Promise<Publisher | undefined> {
  const known = index ? publishersIn(index, file.sha256) : [];
  // If several packages publish the file, a candidate is preferred.
  const likely = known.find(({ name }) => candidates.some((each) => each.name === name));
  return likely ?? known[0] ?? (code ? (await publisherAmong(candidates, code, file))[0] : undefined);
}

/**
 * Names native add-ons and WebAssembly modules that a bundler copied beside its bundle, if they equal a published file byte for byte.
 * Files that were changed or built at installation are not named.
 */
export async function nameBinaries(
  paths: readonly string[],
  tree: FileTree,
  { fingerprints, published, candidates }: CodeSources,
): Promise<Package[]> {
  if (paths.length === 0) return [];
  const index = await fingerprints();
  const code = published && candidates.length > 0 ? await published() : null;
  const rows: Package[] = [];
  for await (const { path, bytes } of tree.readMany(paths)) {
    if (!bytes) continue;
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const publisher = await publisherOf({ path, sha256 }, { index, code, candidates });
    if (publisher) rows.push(rowOf(path, bytes.length, publisher));
  }
  return rows;
}
