import { maven } from '../../ecosystems/index.js';
import { limitOf } from '../../files/index.js';

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
  /** Names of the elements around the place. */
  readonly open: string[];
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
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);

function decoded(text: string): string {
  return text.replace(/&(\w{2,4});/g, (whole, name: string) => ENTITIES.get(name) ?? whole).trim();
}

/** The lists of elements that occur more than once, by where they stand. */
function listAt(path: string, { dependencies, managed, licenses }: Reading): Fields[] | undefined {
  if (path === DEPENDENCY) return dependencies;
  if (path === MANAGED) return managed;
  return path === LICENSE ? licenses : undefined;
}

function onOpen(reading: Reading): void {
  listAt(reading.open.join('/'), reading)?.push(new Map());
}

function onText(text: string, reading: Reading): void {
  const { open, own, properties } = reading;
  const around = open.slice(0, -1).join('/');
  const name = open.at(-1) ?? '';
  const list = listAt(around, reading);
  if (list) list.at(-1)?.set(name, text);
  else if (around === 'project/properties') properties.set(name, text);
  else if (around === 'project') own.set(name, text);
  else if (around === 'project/parent' && !own.has(name)) own.set(name, text);
}

/** Ends of what begins with `<!` or `<?`, by how it begins. */
const SKIPPED: readonly (readonly [start: string, end: string])[] = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<', '>'],
];

/** The place behind a tag, a comment or the like; the end of the text if it is not closed. */
function endOf(text: string, at: number): number {
  const [, end = '>'] = SKIPPED.find(([start]) => text.startsWith(start, at)) ?? [];
  const found = text.indexOf(end, at);
  return found < 0 ? text.length : found + end.length;
}

/** @returns whether reading goes on: the elements are not too deep. */
function onTag(tag: string, reading: Reading): boolean {
  if (/^<[!?]/.test(tag)) return true;
  if (tag.startsWith('</')) {
    reading.open.pop();
    return true;
  }
  const [, name = ''] = /^<([\w.:-]+)/.exec(tag) ?? [];
  reading.open.push(name.slice(name.indexOf(':') + 1));
  onOpen(reading);
  if (tag.endsWith('/>')) reading.open.pop();
  return reading.open.length <= limitOf('pom-depth');
}

function scan(text: string, reading: Reading): void {
  for (let at = text.indexOf('<'); at >= 0;) {
    const end = endOf(text, at);
    if (!onTag(text.slice(at, end), reading)) return;
    at = text.indexOf('<', end);
    const between = text.slice(end, at < 0 ? text.length : at);
    if (/\S/.test(between)) onText(decoded(between), reading);
  }
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
    open: [],
    dependencies: [],
    managed: [],
    licenses: [],
    properties: new Map(),
    own: new Map(),
  };
  scan(text, reading);
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
