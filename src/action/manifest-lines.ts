/** Files of a repository in which a line brings a package of npm in; package.json first, as it is what people edit. */
const MANIFESTS = [
  'package.json',
  'package-lock.json',
  'npm-shrinkwrap.json',
  'yarn.lock',
  'pnpm-lock.yaml',
  'bun.lock',
];

const SECTIONS = new Set([
  'dependencies',
  'devDependencies',
  'optionalDependencies',
  'peerDependencies',
  'overrides',
  'resolutions',
]);

const FOLDER = 'node_modules/';

type NamedLine = readonly [name: string, line: number];

function rankOf(path: string): number {
  return MANIFESTS.indexOf(path.slice(path.lastIndexOf('/') + 1));
}

/** The manifests and lockfiles among some paths, in the order in which they are searched. */
export function manifestsAmong(paths: Iterable<string>): string[] {
  const found = [...paths].filter((path) => rankOf(path) !== -1);
  return found.sort((a, b) => rankOf(a) - rankOf(b) || (a < b ? -1 : 1));
}

/** The key that a line of JSON, YAML or a lockfile starts with, '' for none. */
function keyOf(line: string): string {
  const text = line.trim();
  const quote = text[0] === '"' || text[0] === "'" ? text[0] : null;
  const end = quote === null ? text.indexOf(':', 1) : text.indexOf(quote, 1);
  return end === -1 ? '' : text.slice(quote === null ? 0 : 1, end);
}

/** `lodash` of `node_modules/a/node_modules/lodash`, `lodash@^4.17.0` or `/lodash@4.17.20`. */
function nameOf(key: string): string {
  const at = key.lastIndexOf(FOLDER);
  const bare = at === -1 ? key.replace(/^\//, '') : key.slice(at + FOLDER.length);
  const version = bare.indexOf('@', 1);
  return version === -1 ? bare : bare.slice(0, version);
}

/** The version that a line of a lockfile gives the entry above it; '' for any other line. */
function versionOf(line: string): string {
  const [, version = ''] = /^\s{0,40}"?version"?:?\s{1,10}["']?([^"',\s(]{1,200})/.exec(line) ?? [];
  return version;
}

/** `lodash@4.17.20` of `/lodash@4.17.20(peer@1.0.0)`, or of the first text of bun's `"lodash": ["lodash@4.17.20", …]`. */
function resolvedIn(key: string, line: string): string {
  const [, listed] = /^[^[]{1,400}\["([^"]{1,400})"/.exec(line) ?? [];
  const [resolved = ''] = (listed ?? key.replace(/^\//, '')).split('(', 1);
  return resolved;
}

function* namedInSections(text: string): Generator<NamedLine> {
  let isInside = false;
  for (const [at, line] of text.split('\n').entries()) {
    const key = keyOf(line);
    if (isInside && key !== '') yield [nameOf(key), at + 1];
    if (SECTIONS.has(key)) isInside = true;
    else if (line.trim().startsWith('}')) isInside = false;
  }
}

function* namedInLockfile(text: string): Generator<NamedLine> {
  let entry: NamedLine = ['', 0];
  for (const [at, line] of text.split('\n').entries()) {
    const [name, number] = entry;
    const version = versionOf(line);
    if (version !== '' && name !== '') yield [`${name}@${version}`, number];
    const key = version === '' ? keyOf(line) : '';
    if (key === '') continue;
    entry = [nameOf(key), at + 1];
    yield entry;
    yield [resolvedIn(key, line), at + 1];
  }
}

export function isLockfile(path: string): boolean {
  return rankOf(path) > 0;
}

/** First line (1-based) that names each package of a manifest or lockfile: by `name`, and in lockfiles by `name@version` too. */
export function manifestLines(path: string, text: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  for (const [name, line] of isLockfile(path) ? namedInLockfile(text) : namedInSections(text)) {
    if (name !== '' && !lines.has(name)) lines.set(name, line);
  }
  return lines;
}
