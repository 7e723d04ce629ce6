import { isFields, type Fields } from '../../ecosystems/index.js';
import { limitOf } from '../../files/index.js';

/** Fields of a package.json that decide what runs and what is installed, in one form for all tools that write them. */
export interface ManifestFacts {
  readonly name: string | null;
  readonly version: string | null;
  /** What runs when it is installed: name → command. */
  readonly installScripts: ReadonlyMap<string, string>;
  /** Optional ones too. */
  readonly dependencies: ReadonlyMap<string, string>;
  readonly bin: ReadonlyMap<string, string>;
  /** Which file is loaded: field → JSON with sorted keys. */
  readonly entries: ReadonlyMap<string, string>;
}

const INSTALL_SCRIPTS = new Set(['preinstall', 'install', 'postinstall']);
const ENTRY_FIELDS = ['main', 'module', 'browser', 'exports', 'imports', 'type', 'gypfile'];

function texts(value: unknown): [string, string][] {
  if (!isFields(value)) return [];
  return Object.entries(value).flatMap(([key, text]): [string, string][] =>
    typeof text === 'string' ? [[key, text.trim()]] : [],
  );
}

/** `./lib/x.js`, `lib/x` and `lib/x.js` load the same file. */
function withoutDot(path: string): string {
  return path.replace(/^(?:\.?\/)+/, '').replace(/\.js$/, '');
}

function canonical(value: unknown, depth = 0): string {
  if (depth > limitOf('diff-depth')) return '…';
  if (typeof value === 'string') return JSON.stringify(withoutDot(value));
  if (Array.isArray(value)) return `[${value.map((one) => canonical(one, depth + 1)).join()}]`;
  if (!isFields(value)) return JSON.stringify(value) ?? 'null';
  const pairs = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key], depth + 1)}`);
  return `{${pairs.join()}}`;
}

function binOf({ bin, name }: Fields): ReadonlyMap<string, string> {
  const base = typeof name === 'string' ? name.slice(name.lastIndexOf('/') + 1) : '';
  const pairs = typeof bin === 'string' ? [[base, bin] as const] : texts(bin);
  return new Map(pairs.map(([command, path]) => [command, withoutDot(path)]));
}

function factsOf(fields: Fields): ManifestFacts {
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  return {
    name: text(fields['name']),
    version: text(fields['version']),
    installScripts: new Map(texts(fields['scripts']).filter(([name]) => INSTALL_SCRIPTS.has(name))),
    dependencies: new Map([...texts(fields['dependencies']), ...texts(fields['optionalDependencies'])]),
    bin: binOf(fields),
    entries: new Map(
      ENTRY_FIELDS.filter((field) => fields[field] !== undefined).map((field) => [
        field,
        canonical(fields[field]),
      ]),
    ),
  };
}

/** Undefined when it is no JSON object, or too large to be a manifest. */
export function readManifestFacts(bytes: Uint8Array): ManifestFacts | undefined {
  if (bytes.length > limitOf('diff-manifest')) return undefined;
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return isFields(value) ? factsOf(value) : undefined;
  } catch {
    return undefined;
  }
}
