import { topFolders } from '../../files/index.js';

/** First parts of folders that hosts of many projects share: they name no project. */
const SHARED: ReadonlySet<string> = new Set([
  'org/apache',
  'com/google',
  'com/github',
  'io/github',
  'org/eclipse',
  'com/amazonaws',
  'software/amazon',
]);

function words(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[._-]+/)
    .filter((word) => word.length > 1);
}

function sharedParts(folder: readonly string[], group: readonly string[]): number {
  const end = group.findIndex((part, at) => folder[at] !== part);
  return end < 0 ? group.length : end;
}

/** A package's name, split once for all folders. */
interface NameParts {
  readonly group: readonly string[];
  readonly artifact: string;
  readonly words: ReadonlySet<string>;
}

function partsOf(name: string): NameParts {
  const [group = '', artifact = ''] = name.split(':');
  return { group: group.split('.'), artifact, words: new Set([...words(artifact), ...words(group)]) };
}

/** How well a folder of classes fits a package's name; 0: not at all. */
function fit(parts: readonly string[], { group, artifact, words: wanted }: NameParts): number {
  const shared = sharedParts(parts, group);
  let named = 0;
  for (let at = shared; at < parts.length; at += 1) {
    const part = parts[at] ?? '';
    if (wanted.has(part) || artifact.startsWith(part)) named += 1;
  }
  const isOwnHost = shared >= 2 && (shared > 2 || !SHARED.has(parts.slice(0, 2).join('/')));
  if (shared === group.length || isOwnHost) return 2 * shared + named;
  return named >= 2 ? named : 0;
}

/**
 * The folders of each package among classes that were copied into one place, as far as names of groups, artifacts and folders agree.
 * The list is by the index of the names. A folder goes to the package that it fits best.
 */
export function foldersOfPackages(
  folders: ReadonlySet<string>,
  names: readonly string[],
): readonly (readonly string[])[] {
  const found = names.map(() => new Set<string>());
  const known = names.map(partsOf);
  for (const folder of [...folders].sort()) {
    let best = { index: -1, score: 0 };
    const parts = folder.split('/');
    for (const [index, name] of known.entries()) {
      const score = fit(parts, name);
      if (score > best.score) best = { index, score };
    }
    found[best.index]?.add(folder);
  }
  return found.map(topFolders);
}

/** First folders of libraries that many applications use: classes below them are not the application's own. */
const LIBRARIES =
  /^(?:javax?|jakarta|kotlinx?|scala|groovy|com\/(?:google|fasterxml|amazonaws|sun|github|squareup|mysql)|org\/(?:apache|slf4j|springframework|eclipse|jboss|hibernate|json|yaml|w3c|xml|joda|bouncycastle|reactivestreams|codehaus|checkerframework|intellij|jetbrains)|software\/amazon|io\/(?:netty|grpc|micrometer|opentelemetry|opentracing|reactivex|vertx|quarkus|micronaut|projectreactor)|ch\/qos|reactor|okhttp3|okio|retrofit2|antlr|net\/(?:bytebuddy|sf|jpountz))(?:\/|$)/;
/** Folders that builds move copies of libraries into. */
const MOVED = /(?:^|\/)(?:shaded?|relocated|repackaged|third_?party|vendor|shadow|internal\/shaded)(?:\/|$)/i;

/** Whether builds move copies of libraries into folders of such a name. */
export function isMovedFolder(folder: string): boolean {
  return MOVED.test(folder);
}

/** Number of different beginnings up to which all are the application's own. */
const OWN_STARTS = 3;

/** Whether classes in a folder are the application's own, among all folders of its place and by its group, if that is known. */
export function ownFolders(folders: ReadonlySet<string>, group: string | null): (folder: string) => boolean {
  const startOf = (folder: string): string => folder.split('/').slice(0, 2).join('/');
  const isForeign = (folder: string): boolean => LIBRARIES.test(folder) || MOVED.test(folder);
  const starts = new Set([...folders].filter((folder) => !isForeign(folder)).map(startOf));
  const ownStart = group === null ? null : startOf(group.replaceAll('.', '/'));
  if (ownStart !== null && starts.has(ownStart))
    return (folder) => startOf(folder) === ownStart && !MOVED.test(folder);
  return (folder) => starts.size <= OWN_STARTS && !isForeign(folder);
}
