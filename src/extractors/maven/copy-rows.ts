import { maven, purlOf } from '../../ecosystems/index.js';
import type { Package } from '../../model/index.js';
import type { CopiedLibrary } from './copied-libraries.js';
import { rootIdOf, rootPathOf } from './java-packages.js';
import { versionFields, type JavaRows } from './package-rows.js';

/** Copies of more classes are named with more confidence. */
const MANY_CLASSES = 10;

function copyRow(
  { place, name, versions, folders, classes }: CopiedLibrary,
  carriers: ReadonlyMap<string, string>,
): Package {
  const fields = versionFields(versions);
  const [first = place.path] = folders;
  const detail = `${classes} classes are those of its releases`;
  const root = rootIdOf(rootPathOf({ place, isHeld: true }));
  return {
    id: `maven:${place.path}#${name}`,
    purl: purlOf(maven.name, name, fields.version),
    ecosystem: maven.name,
    name,
    ...fields,
    presence: 'vendored',
    basis: 'located',
    root,
    direct: null,
    alias: null,
    origin: 'public',
    vendoredIn: carriers.get(place.path) ?? null,
    locations: folders.map((path) => ({ path })),
    bytes: 0,
    dependencies: [],
    unresolved: [],
    extraneous: false,
    licenses: [],
    evidence: [{ method: 'fingerprint', path: first, detail }],
    confidence: classes >= MANY_CLASSES ? 'high' : 'medium',
  };
}

/** Rows of libraries that only their classes show, and roots that only they have. */
export function withCopies(rows: JavaRows, copies: readonly CopiedLibrary[]): JavaRows {
  const carriers = new Map(
    rows.packages
      .filter(({ presence }) => presence === 'installed')
      .flatMap(({ id, locations: [place] }) => (place ? [[place.path, id] as const] : [])),
  );
  const known = new Set(rows.roots.map(({ id }) => id));
  const paths = new Set(copies.map(({ place }) => rootPathOf({ place, isHeld: true })));
  const added = [...paths].map((path) => ({ id: rootIdOf(path), path, name: null, manager: null }));
  return {
    ...rows,
    roots: [...rows.roots, ...added.filter(({ id }) => !known.has(id))],
    packages: [...rows.packages, ...copies.map((copy) => copyRow(copy, carriers))],
  };
}
