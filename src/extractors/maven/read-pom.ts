import { maven } from '../../ecosystems/index.js';
import { limitOf, scanXml } from '../../files/index.js';

/** What another package is required for. */
export interface PomDependency {
  readonly name: string;
  /** Exact version; null where a parent, a list of versions or a range decides. */
  readonly version: string | null;
  /** Whether a program that is built from it has the package. */
  readonly isDeployed: boolean;
  /** Whether what uses the package gets it, too. */
  readonly isPassedOn: boolean;
}

/** What a `pom.xml` says without its parents. https://maven.apache.org/pom.html */
export interface Pom {
  /** `group:artifact`; null if the file states none. */
  readonly name: string | null;
  readonly dependencies: readonly PomDependency[];
  readonly licenses: readonly string[];
}

/** What is read of an element: the text of its children by their names. */
type Fields = Map<string, string>;

interface Reading {
  readonly dependencies: Fields[];
  /** Versions of dependencies that it requires, or that others bring. */
  readonly managed: Fields[];
  readonly licenses: Fields[];
  readonly properties: Fields;
  readonly own: Fields;
}

const DEPENDENCY = 'project/dependencies/dependency';
const MANAGED = 'project/dependencyManagement/dependencies/dependency';
const LICENSE = 'project/licenses/license';
/** The lists of elements that occur more than once, by where they stand. */
function listAt(path: string, { dependencies, managed, licenses }: Reading): Fields[] | undefined {
  if (path === DEPENDENCY) return dependencies;
  if (path === MANAGED) return managed;
  return path === LICENSE ? licenses : undefined;
}

function onText(text: string, open: readonly string[], reading: Reading): void {
  const { own, properties } = reading;
  const around = open.slice(0, -1).join('/');
  const name = open.at(-1) ?? '';
  const list = listAt(around, reading);
  if (list) list.at(-1)?.set(name, text);
  else if (around === 'project/properties') properties.set(name, text);
  else if (around === 'project') own.set(name, text);
  else if (around === 'project/parent' && !own.has(name)) own.set(name, text);
}

/** Properties that stand in other properties are followed so often. */
const STEPS = 5;

/** A value that may be a property: `${project.groupId}`, `${jackson.version}`. Properties of parents stay as they are. */
function resolved(value: string, { own, properties }: Pick<Reading, 'own' | 'properties'>): string {
  let found = value;
  for (let step = 0; step < STEPS && found.startsWith('${'); step += 1) {
    const [, name = ''] = /^\$\{([^${}]+)\}$/.exec(found) ?? [];
    const field = name.replace(/^(?:project\.|pom\.)?(?:parent\.)?/, '');
    found =
      properties.get(name) ??
      (/^(?:groupId|artifactId|version)$/.test(field) ? own.get(field) : null) ??
      found;
  }
  return found;
}

function nameOf(fields: Fields, reading: Pick<Reading, 'own' | 'properties'>): string | null {
  const group = resolved(fields.get('groupId') ?? '', reading);
  const artifact = resolved(fields.get('artifactId') ?? '', reading);
  return group === '' || artifact === '' ? null : `${group}:${artifact}`;
}

function versionOf(fields: Fields, reading: Reading): string | null {
  const version = resolved(fields.get('version') ?? '', reading);
  return maven.versions.isValid(version) ? version : null;
}

function dependencyOf(
  fields: Fields,
  reading: Reading,
  managed: ReadonlyMap<string, string | null>,
): PomDependency[] {
  const name = nameOf(fields, reading);
  if (name === null) return [];
  const isDeployed = ['compile', 'runtime'].includes(fields.get('scope') ?? 'compile');
  const version = fields.has('version') ? versionOf(fields, reading) : (managed.get(name) ?? null);
  return [{ name, version, isDeployed, isPassedOn: isDeployed && fields.get('optional') !== 'true' }];
}

/** Reads what is needed of a `pom.xml`. Text that is no XML gives what is read up to there. */
export function readPom(text: string): Pom {
  const reading: Reading = {
    dependencies: [],
    managed: [],
    licenses: [],
    properties: new Map(),
    own: new Map(),
  };
  scanXml(text, {
    onOpen: (_, open) => listAt(open.join('/'), reading)?.push(new Map()),
    onText: (value, open) => onText(value, open, reading),
    maxDepth: limitOf('pom-depth'),
  });
  const managed = new Map(
    reading.managed.flatMap((fields) => {
      const name = nameOf(fields, reading);
      return name === null ? [] : [[name, versionOf(fields, reading)] as const];
    }),
  );
  return {
    name: nameOf(reading.own, reading),
    dependencies: reading.dependencies.flatMap((fields) => dependencyOf(fields, reading, managed)),
    licenses: reading.licenses.flatMap((fields) => fields.get('name') ?? []),
  };
}
