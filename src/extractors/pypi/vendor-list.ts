import { moduleNameOf, normaliseName, packageOfModule, purlOf, pypi } from '../../ecosystems/index.js';
import { below, parentOf, type FileTree } from '../../files/index.js';
import type { Package } from '../../model/index.js';
import { distributionId, type Distribution } from './distribution.js';
import type { FileOwners } from './file-owners.js';
import { rootId } from './package-rows.js';

/** Lists of copies, as pip has one: `pip/_vendor/vendor.txt`. */
const VENDOR_LIST = /(?:^|\/)_?vendor(?:ed)?\/vendor\.txt$/;
const PINNED = /^\s*([A-Za-z\d][\w.-]*)==([\w.!+-]+)\s*(?:[#;].*)?$/;

/** Modules right in a folder, by the name of the package that is likely to provide them. */
function modulesIn(tree: FileTree, folder: string): ReadonlyMap<string, string> {
  const modules = new Map<string, string>();
  for (const path of tree.files.keys()) {
    if (!path.startsWith(`${folder}/`)) continue;
    const [top = ''] = path.slice(folder.length + 1).split('/', 1);
    if (!top.endsWith('.py') && below(folder, top) === path) continue;
    const name = moduleNameOf(top);
    for (const each of [name, packageOfModule(name)])
      modules.set(normaliseName(pypi.name, each), below(folder, top));
  }
  return modules;
}

/** Names and versions of a list, each with the place of its code; without those whose code is not there. */
function listed(
  text: string,
  modules: ReadonlyMap<string, string>,
): Pick<Vendored, 'name' | 'version' | 'place'>[] {
  return text.split('\n').flatMap((line) => {
    const [, name = '', version = ''] = PINNED.exec(line) ?? [];
    const place = modules.get(normaliseName(pypi.name, name));
    return place === undefined ? [] : [{ name, version, place }];
  });
}

/** Copies that a list of an installed package names and whose code is beside it. */
export async function vendorListRows(
  tree: FileTree,
  owners: FileOwners,
  distributions: readonly Distribution[],
): Promise<Package[]> {
  const rows: Package[] = [];
  for (const path of [...owners.keys()].filter((each) => VENDOR_LIST.test(each))) {
    const carrier = distributions[owners.get(path) ?? -1];
    const { bytes } = await tree.read(path);
    if (!carrier || !bytes) continue;
    const found = listed(new TextDecoder().decode(bytes), modulesIn(tree, parentOf(path)));
    rows.push(...found.map((each) => rowOf({ ...each, list: path, carrier })));
  }
  return rows;
}

interface Vendored {
  readonly name: string;
  readonly version: string;
  readonly list: string;
  readonly place: string;
  readonly carrier: Distribution;
}

function rowOf({ name, version, list, place, carrier }: Vendored): Package {
  return {
    id: `pypi:${list}#${name}`,
    purl: purlOf(pypi.name, name, version),
    ecosystem: pypi.name,
    name,
    versionState: 'exact',
    version,
    candidates: [],
    presence: 'vendored',
    basis: 'located',
    root: rootId(carrier.folder.site),
    direct: false,
    alias: null,
    origin: 'unknown',
    vendoredIn: distributionId(carrier.folder),
    locations: [{ path: place }],
    bytes: 0,
    dependencies: [],
    unresolved: [],
    extraneous: false,
    licenses: [],
    evidence: [{ method: 'manifest', path: list, detail: null }],
    confidence: 'high',
  };
}
