import { limitOf } from '../../files/index.js';

/** What another package is required for. */
export interface PomDependency {
  readonly name: string;
  /** Whether what uses the package gets it, too. */
  readonly isPassedOn: boolean;
}

/** What a `pom.xml` says without its parents. https://maven.apache.org/pom.html */
export interface Pom {
  readonly dependencies: readonly PomDependency[];
  readonly licenses: readonly string[];
}

/** What is read of an element: the text of its children by their names. */
type Fields = Map<string, string>;

interface Reading {
  /** Names of the elements around the place. */
  readonly open: string[];
  readonly dependencies: Fields[];
  readonly licenses: Fields[];
  readonly own: Fields;
}

const DEPENDENCY = 'project/dependencies/dependency';
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

function onOpen(reading: Reading): void {
  const path = reading.open.join('/');
  if (path === DEPENDENCY) reading.dependencies.push(new Map());
  else if (path === LICENSE) reading.licenses.push(new Map());
}

function onText(text: string, { open, dependencies, licenses, own }: Reading): void {
  const around = open.slice(0, -1).join('/');
  const name = open.at(-1) ?? '';
  if (around === DEPENDENCY) dependencies.at(-1)?.set(name, text);
  else if (around === LICENSE) licenses.at(-1)?.set(name, text);
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

/** `${project.groupId}` and the like; properties of parents stay as they are. */
function resolved(value: string, own: Fields): string {
  return value.replace(
    /^\$\{(?:project\.|pom\.)?(?:parent\.)?(groupId|artifactId)\}$/,
    (whole, name: string) => {
      return own.get(name) ?? whole;
    },
  );
}

function dependencyOf(fields: Fields, own: Fields): PomDependency[] {
  const group = resolved(fields.get('groupId') ?? '', own);
  const artifact = resolved(fields.get('artifactId') ?? '', own);
  if (group === '' || artifact === '') return [];
  const scope = fields.get('scope') ?? 'compile';
  const isPassedOn = ['compile', 'runtime'].includes(scope) && fields.get('optional') !== 'true';
  return [{ name: `${group}:${artifact}`, isPassedOn }];
}

/** Reads what is needed of a `pom.xml`. Text that is no XML gives what is read up to there. */
export function readPom(text: string): Pom {
  const reading: Reading = { open: [], dependencies: [], licenses: [], own: new Map() };
  scan(text, reading);
  return {
    dependencies: reading.dependencies.flatMap((fields) => dependencyOf(fields, reading.own)),
    licenses: reading.licenses.flatMap((fields) => fields.get('name') ?? []),
  };
}
