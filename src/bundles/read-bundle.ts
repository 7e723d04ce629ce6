import { beyondLimit, limitOf, type FileTree } from '../files/index.js';
import type { ApplicationRoot, Candidate, Package, Problem } from '../model/index.js';
import type { BundleText } from './bundle-text.js';
import { fillGaps } from './claims.js';
import type { Claim, EvidenceReader, FingerprintSource, PublishedSource } from './evidence.js';
import { packageRows, type Heard } from './package-rows.js';
import { reconcile } from './reconcile.js';
import { divide, type Shares } from './shares.js';
import { versionsInRegions } from './version-strings.js';

/** What is in one bundle. */
export interface BundleContents {
  /** Null when no package was named. */
  readonly root: ApplicationRoot | null;
  readonly packages: readonly Package[];
  /** Bytes of the file by whose they are; they sum up to its size. */
  readonly shares: Omit<Shares, 'packages'>;
  readonly problems: readonly Problem[];
}

interface Hearing {
  readonly heard: readonly Heard[];
  readonly claims: readonly Claim[];
}

/** What is asked about a bundle, beside what it is in. */
interface Inquiry {
  /** Strongest first. */
  readonly readers: readonly EvidenceReader[];
  readonly fingerprints: FingerprintSource;
  readonly published: PublishedSource | null;
  readonly candidates: readonly Candidate[];
  readonly namesOnly: boolean;
  readonly isLate: () => boolean;
}

/** Asks every reader, the strongest first; each fills what the ones before it left open. */
async function hear(bundle: BundleText, tree: FileTree, { readers, ...known }: Inquiry): Promise<Hearing> {
  let heard: Heard[] = [];
  let claims: Claim[] = [];
  for (const reader of readers) {
    const said = heard.map((each) => each.testimony);
    const testimony = await reader.read(bundle, tree, { claims, heard: said, ...known });
    if (!testimony) continue;
    heard = reconcile([...heard, { method: reader.method, testimony }]);
    claims = fillGaps(claims, heard.at(-1)?.testimony.claims ?? []);
  }
  for (const { testimony } of heard) claims = fillGaps(claims, testimony.glue);
  return { heard, claims };
}

function surplusProblem(path: string, count: number): Problem[] {
  if (count <= limitOf('bundle-packages')) return [];
  const message = `The bundle names ${count} packages: those after the first ${limitOf('bundle-packages')} are left out.`;
  return [beyondLimit('bundle-packages', path, message)];
}

/** Names the packages in a bundle by what its bundler left in it or beside it. */
export async function readBundle(
  bundle: BundleText,
  tree: FileTree,
  inquiry: Inquiry,
): Promise<BundleContents> {
  const { path } = bundle;
  const { heard, claims } = await hear(bundle, tree, inquiry);
  const shares = divide(
    bundle,
    claims,
    heard.find(({ testimony }) => testimony.amounts.length > 0)?.testimony.amounts ?? [],
  );
  const packages = packageRows(heard, { path, shares, versions: versionsInRegions(bundle, claims) });
  const { bundled, firstParty, generated, data, unattributed } = shares;
  return {
    root: packages.length === 0 ? null : { id: `npm:${path}`, path, name: null, manager: null },
    packages: packages.slice(0, limitOf('bundle-packages')),
    shares: { bundled, firstParty, generated, data, unattributed },
    problems: [
      ...heard.flatMap(({ testimony }) => testimony.problems),
      ...surplusProblem(path, packages.length),
    ],
  };
}
