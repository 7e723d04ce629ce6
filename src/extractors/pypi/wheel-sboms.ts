import { ecosystemOf } from '../../ecosystems/index.js';
import { below, beyondLimit, isWithin, limitOf, type FileTree } from '../../files/index.js';
import type { Package, Problem } from '../../model/index.js';
import { readSbom, type Sbom } from '../../sbom/index.js';
import { packageRow } from '../package-row.js';
import { distributionId, type Distribution } from './distribution.js';
import { rootId } from './package-rows.js';

/** Lists of what was built into a wheel. https://peps.python.org/pep-0770/ */
const FOLDER = 'sboms';

interface Listing {
  readonly packages: readonly Package[];
  readonly problems: readonly Problem[];
}

/** A list in the metadata of a package. */
interface WheelSbom {
  readonly path: string;
  readonly carrier: Distribution;
}

function unread(path: string, why: string): Problem {
  const message = `The list of what was built into the package cannot be read (${why}): its components were not seen.`;
  return { code: 'malformed', path, message, affectsCompleteness: true };
}

/** Libraries of systems and others that no source of advisories here names. */
function unchecked(path: string, { unsupported = 0, unidentified }: Sbom): Problem[] {
  const count = unsupported + unidentified;
  if (count === 0) return [];
  const message = `${count} of the components that it lists have no ecosystem with advisories here, such as libraries of a system: they were not checked.`;
  return [{ code: 'unsupported', path, message, affectsCompleteness: false }];
}

function rowsOf({ components }: Sbom, { path, carrier }: WheelSbom): Package[] {
  const root = rootId(carrier.folder.site);
  return components.flatMap(({ ecosystem: of, name, version }) => {
    const ecosystem = ecosystemOf(of);
    const isItself = name === carrier.name && version === carrier.version;
    if (!ecosystem || isItself) return [];
    return packageRow(ecosystem, {
      id: `${distributionId(carrier.folder)}#${of}:${name}@${version ?? ''}`,
      name,
      version: version !== null && ecosystem.versions?.isValid(version) ? version : null,
      presence: 'vendored',
      root,
      direct: false,
      vendoredIn: distributionId(carrier.folder),
      places: [path],
      evidence: { method: 'sbom', path, detail: 'the list of what was built into the wheel' },
      confidence: 'medium',
    });
  });
}

function listingIn(bytes: Uint8Array, listed: WheelSbom): Listing {
  const { path } = listed;
  if (bytes.length > limitOf('list-in-program'))
    return {
      packages: [],
      problems: [
        beyondLimit('list-in-program', path, 'The list of what was built into the package is too large.'),
      ],
    };
  const { sbom, reason } = readSbom(new TextDecoder().decode(bytes));
  if (!sbom) return { packages: [], problems: [unread(path, reason)] };
  return { packages: rowsOf(sbom, listed), problems: unchecked(path, sbom) };
}

/** What the lists in wheels say that was built into them: each component once a wheel. */
export async function wheelSboms(tree: FileTree, distributions: readonly Distribution[]): Promise<Listing> {
  const folders = new Map(distributions.map((found) => [below(found.folder.path, FOLDER), found]));
  const lists = [...tree.files.keys()].filter(
    (path) => path.includes(`/${FOLDER}/`) && path.endsWith('.json'),
  );
  const packages = new Map<string, Package>();
  const problems: Problem[] = [];
  for await (const { path, bytes } of tree.readMany(lists)) {
    const [, carrier] = [...folders].find(([folder]) => isWithin(path, folder)) ?? [];
    if (!carrier || !bytes) continue;
    const found = listingIn(bytes, { path, carrier });
    for (const each of found.packages) if (!packages.has(each.id)) packages.set(each.id, each);
    problems.push(...found.problems);
  }
  return { packages: [...packages.values()], problems };
}
