import { METADATA_NAME, PythonModules, pypi } from '../ecosystems/index.js';
import { baseOf, parentOf } from '../files/index.js';
import { PackageOwners, type Package } from '../model/index.js';
import type { ArtifactInput } from './analysis.js';
import { isOfSystem } from './own-scripts.js';

/** AWS's SDK, and packages that only it or the function's own code use. */
const SDK = /^(?:aio)?boto(?:3|core)$|^s3transfer$|^aws[-_]xray[-_]sdk$|^aws[-_]lambda[-_]powertools$/i;
const CODE = /\.(?:pyc?|so)$/;
const PICKLE = /\.(?:pkl|pickle|p|joblib|dill|sav)$/i;
/** Folders on the search path of Lambda, of a layer, and of any installed Python. */
const LAYER_ROOT = /^(?:opt\/)?python\/lib\/python\d\.\d{1,2}\/site-packages(?=\/)/;
const INSTALLED_ROOT = /^(?:[^!]*\/)?(?:site|dist)-packages(?=\/)/;
/** The packages of Serverless' `zip: true`, which its own code unpacks. */
const REQUIREMENTS_ZIP = '.requirements.zip!';
/** Modules that Python imports at its start. https://docs.python.org/3/library/site.html */
const AT_START = ['sitecustomize', 'usercustomize'];

/** The first match of a pattern in each path. */
function foldersLike(paths: Iterable<string>, pattern: RegExp): string[] {
  const folders = new Set<string>();
  for (const path of paths) {
    const [folder] = pattern.exec(path) ?? [];
    if (folder !== undefined) folders.add(folder);
  }
  return [...folders].sort();
}

/** Folders of an artifact in which Python searches modules, in order, without those that code adds. */
function searchFolders({ tree, kind, inventory }: ArtifactInput): string[] {
  const paths = [...tree.files.keys()];
  if (kind === 'layer') return [...foldersLike(paths, LAYER_ROOT), 'python'];
  if (kind === 'function')
    return paths.some((path) => path.startsWith(`${REQUIREMENTS_ZIP}/`)) ? ['', REQUIREMENTS_ZIP] : [''];
  const working = (inventory.image?.workingDirectory ?? '/').replace(/^\/+|\/+$/g, '');
  return [
    ...new Set([
      ...(working === '' ? [] : [working]),
      'var/task',
      ...foldersLike(paths, LAYER_ROOT),
      'opt/python',
      ...foldersLike(paths, INSTALLED_ROOT),
    ]),
  ];
}

/** What an artifact holds of Python, by the names of its files. */
export class PythonTree {
  readonly modules: PythonModules;
  readonly roots: readonly string[];
  /** The function's own files that Python can import. */
  readonly own: readonly string[];
  readonly hasPickles: boolean;
  private readonly byGroup = new Map<string, string[]>();
  private readonly owners: PackageOwners;
  private readonly places: readonly (string | undefined)[];
  private readonly code: readonly string[];

  constructor(input: ArtifactInput) {
    const paths = [...input.tree.files.keys()];
    this.code = paths.filter(
      (path) =>
        CODE.test(path) && !(input.kind === 'image' && isOfSystem(path) && !INSTALLED_ROOT.test(path)),
    );
    this.modules = new PythonModules(this.code);
    this.roots = searchFolders(input);
    const packages = input.inventory.packages.map((each) =>
      each.ecosystem === pypi.name ? each : { ...each, locations: [] },
    );
    this.owners = new PackageOwners(packages);
    this.places = packages.map(({ locations: [first] }) => first?.path);
    for (const path of this.code) {
      const group = this.groupOf(path);
      const files = this.byGroup.get(group);
      if (files) files.push(path);
      else this.byGroup.set(group, [path]);
    }
    this.own = this.filesOf('').filter((path) => !(input.kind === 'image' && isOfSystem(path)));
    this.hasPickles = paths.some((path) => PICKLE.test(path) && this.groupOf(path) === '');
  }

  get isEmpty(): boolean {
    return this.code.length === 0;
  }

  /** All files that can be imported by their names, from the folders that are searched. */
  importable(): readonly string[] {
    return this.code.filter((path) => this.roots.some((root) => root === '' || path.startsWith(`${root}/`)));
  }

  /** The first place of the package that a file belongs to; '' for the function's own. */
  groupOf(path: string): string {
    const row = this.owners.ownerOf(path);
    return (row === undefined ? undefined : this.places[row]) ?? '';
  }

  filesOf(group: string): readonly string[] {
    return this.byGroup.get(group) ?? [];
  }

  /** Names of top-level modules, and the packages that provide them. */
  tops(): Map<string, Set<string>> {
    const tops = new Map<string, Set<string>>();
    for (const [group, files] of this.byGroup)
      for (const path of group === '' ? [] : files) {
        const root = this.roots.find((each) => each === '' || path.startsWith(`${each}/`));
        if (root === undefined) continue;
        const [first = ''] = path.slice(root === '' ? 0 : root.length + 1).split('/', 1);
        const name = first.replace(/\..*$/, '');
        tops.set(name, (tops.get(name) ?? new Set()).add(group));
      }
    return tops;
  }

  /** Whether a package that an application chose requires AWS's SDK: its code may call AWS. */
  callsAws(packages: readonly Package[]): boolean {
    const sdk = new Set(
      packages.flatMap(({ id, name, ecosystem }) => (ecosystem === pypi.name && SDK.test(name) ? [id] : [])),
    );
    return packages.some(
      ({ name, dependencies }) => !SDK.test(name) && dependencies.some((id) => sdk.has(id)),
    );
  }

  /** Modules right in a folder that Python imports at its start. */
  startFiles(): readonly string[] {
    return this.roots.flatMap((root) =>
      AT_START.flatMap((name) => this.modules.filesAt(root === '' ? name : `${root}/${name}`)),
    );
  }

  /** `entry_points.txt` of packages. */
  entryPointFiles(paths: Iterable<string>): string[] {
    return [...paths].filter(
      (path) => baseOf(path) === 'entry_points.txt' && METADATA_NAME.test(baseOf(parentOf(path))),
    );
  }
}
