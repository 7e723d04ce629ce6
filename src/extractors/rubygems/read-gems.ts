import { baseOf, beyondLimit, limitOf, parentOf, type FileTree } from '../../files/index.js';
import type { Evidence, Package, Problem } from '../../model/index.js';
import { gemKey, type GemFolders, type GemPlaces, type SpecificationFile } from './locate-gems.js';
import { readSpecification, type GemDependency, type GemSpecification } from './read-specification.js';

/** A gem that is there. */
export interface Gem extends Pick<
  Package,
  'id' | 'name' | 'version' | 'presence' | 'confidence' | 'licenses'
> {
  /** The folder that it is installed in, with others that it can require. */
  readonly home: string;
  readonly places: readonly string[];
  readonly dependencies: readonly GemDependency[];
  readonly evidence: Evidence;
}

/** `nokogiri-1.15.4-x86_64-linux` */
const FULL_NAME = /^(.+?)-(\d+(?:\.[\da-z]+)*)(?:-(.+))?$/i;

/** Gems of the system: its packages put their code elsewhere. */
const OF_SYSTEM = /(?:^|\/)rubygems-integration\//;

const NOTHING_SAID: GemSpecification = {
  name: null,
  version: null,
  platform: null,
  licenses: [],
  dependencies: [],
  isContradicted: false,
};

interface NamedGem {
  readonly name: string;
  readonly version: string | null;
}

function namedBy(fullName: string): NamedGem {
  const [, name = fullName, version = null] = FULL_NAME.exec(fullName) ?? [];
  return { name, version };
}

interface Read {
  readonly specifications: ReadonlyMap<string, GemSpecification>;
  readonly problems: readonly Problem[];
}

async function readAll(tree: FileTree, { specifications, checkouts, sources }: GemPlaces): Promise<Read> {
  const wanted = [...specifications.map(({ path }) => path), ...[...checkouts.values()].flat(), ...sources];
  const read = new Map<string, GemSpecification>();
  const problems: Problem[] = [];
  for await (const { path, bytes, problem } of tree.readMany(new Set(wanted))) {
    if (problem) problems.push(problem);
    else if (bytes.length > limitOf('gem-specification'))
      problems.push(
        beyondLimit('gem-specification', path, 'The specification of a gem is too large to be read.'),
      );
    else read.set(path, readSpecification(new TextDecoder().decode(bytes)));
  }
  return { specifications: read, problems };
}

function evidenceOf(path: string, detail: string | null): Evidence {
  return { method: 'manifest', path, detail };
}

/** Whether the file's name, its first line and its code agree on what the gem is. */
function isAgreed(fullName: string, said: GemSpecification): boolean {
  const { name, version, platform, isContradicted } = said;
  if (isContradicted || name === null || version === null) return false;
  return fullName === `${name}-${version}` || fullName === `${name}-${version}-${platform}`;
}

/** What the evidence says beside the specification; null for nothing. */
function detailOf({ isDefault }: SpecificationFile, { platform }: GemSpecification): string | null {
  const facts = [
    ...(isDefault ? ['Ruby itself brings it'] : []),
    ...(platform === null ? [] : [`built for ${platform}`]),
  ];
  return facts.length === 0 ? null : facts.join(', ');
}

function installedGem(
  file: SpecificationFile,
  said: GemSpecification,
  folders: ReadonlyMap<string, GemFolders>,
): Gem {
  const { path, home, fullName, isDefault } = file;
  const named = namedBy(fullName);
  const paths = [...(folders.get(gemKey(file))?.paths ?? [])];
  const isThere = isDefault || OF_SYSTEM.test(path) || paths.length > 0;
  return {
    id: `rubygems:${path}`,
    name: said.name ?? named.name,
    version: said.version ?? named.version,
    presence: isThere ? 'installed' : 'declared',
    confidence: isAgreed(fullName, said) ? 'high' : 'medium',
    licenses: said.licenses,
    home,
    places: [...paths, path],
    dependencies: said.dependencies,
    evidence: evidenceOf(path, detailOf(file, said)),
  };
}

/** A gem whose specification was deleted: its folder's name is all that tells what it is. */
function bareGem({ home, fullName, paths }: GemFolders): Gem {
  const places = [...paths];
  return {
    ...namedBy(fullName),
    id: `rubygems:${home}/${fullName}`,
    presence: 'installed',
    confidence: 'medium',
    licenses: [],
    home,
    places,
    dependencies: [],
    evidence: evidenceOf(places[0] ?? home, 'the name of its folder; its specification is not there'),
  };
}

interface SourceGem {
  readonly place: string;
  readonly path: string;
  readonly presence: 'installed' | 'vendored';
  readonly detail: string;
  /** The name, where the specification does not tell. */
  readonly name: string;
}

/** A gem by the specification that its author wrote. */
function sourceGem(
  { place, path, presence, detail, name }: SourceGem,
  said: GemSpecification,
  version: string | null,
): Gem {
  return {
    id: `rubygems:${path}`,
    name: said.name ?? name,
    version,
    presence,
    confidence: presence === 'vendored' ? 'low' : 'medium',
    licenses: said.licenses,
    home: place,
    places: [place],
    dependencies: said.dependencies,
    evidence: evidenceOf(path, detail),
  };
}

/** Gems of a checkout. Which release it is cannot be told: a repository says the same version for many commits. */
function checkedOut(folder: string, paths: readonly string[], read: Read): Gem[] {
  const name = baseOf(folder).replace(/-[\da-f]{7,40}$/, '');
  const detail = `from a repository: ${baseOf(folder)}`;
  if (paths.length === 0)
    return [
      sourceGem({ place: folder, path: folder, presence: 'installed', detail, name }, NOTHING_SAID, null),
    ];
  return paths.map((path) => {
    const own = {
      place: parentOf(path),
      path,
      presence: 'installed',
      detail,
      name: gemNameOf(path),
    } as const;
    return sourceGem(own, read.specifications.get(path) ?? NOTHING_SAID, null);
  });
}

function gemNameOf(path: string): string {
  return baseOf(path).replace(/\.gemspec$/, '');
}

/** A gem in a folder of the application. One at the top is the application itself. */
function copiedGem(path: string, read: Read): Gem[] {
  const place = parentOf(path);
  if (place === '') return [];
  const said = read.specifications.get(path) ?? NOTHING_SAID;
  const own = { place, path, presence: 'vendored', detail: 'only its own specification names it' } as const;
  return [sourceGem({ ...own, name: gemNameOf(path) }, said, said.version)];
}

function contradiction({ path, fullName }: SpecificationFile, said: GemSpecification): Problem[] {
  if (isAgreed(fullName, said)) return [];
  const message =
    'The name of this specification and what it says are not of the same gem: the gem may be another one.';
  return [{ code: 'malformed', path, message, affectsCompleteness: true }];
}

/** Reads the gems of a tree. */
export async function readGems(
  tree: FileTree,
  places: GemPlaces,
): Promise<{ readonly gems: readonly Gem[]; readonly problems: readonly Problem[] }> {
  const { specifications, folders, checkouts, sources } = places;
  const read = await readAll(tree, places);
  const described = new Set(specifications.map(gemKey));
  const saidBy = ({ path }: SpecificationFile): GemSpecification | undefined => read.specifications.get(path);
  return {
    gems: [
      ...specifications.map((file) => installedGem(file, saidBy(file) ?? NOTHING_SAID, folders)),
      ...[...folders].filter(([key]) => !described.has(key)).map(([, found]) => bareGem(found)),
      ...[...checkouts].flatMap(([folder, paths]) => checkedOut(folder, paths, read)),
      ...sources.flatMap((path) => copiedGem(path, read)),
    ],
    problems: [
      ...read.problems,
      ...specifications.flatMap((file) => {
        const said = saidBy(file);
        return said ? contradiction(file, said) : [];
      }),
    ],
  };
}
