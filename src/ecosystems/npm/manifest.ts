import { beyondLimit, limitOf, type FileRead } from '../../files/index.js';
import type { Problem } from '../../model/index.js';
import { readLicenses } from './licenses.js';

/** https://docs.npmjs.com/cli/v11/configuring-npm/package-json */
export interface Manifest {
  readonly name: string | null;
  readonly version: string | null;
  /** Never meant for a registry. */
  readonly isPrivate: boolean;
  /** By name; of several fields that name one package the last of peer, prod, optional wins, as npm does it. */
  readonly dependencies: ReadonlyMap<string, Dependency>;
  readonly devDependencies: ReadonlyMap<string, Dependency>;
  /** Names of dependencies that are published inside the package. */
  readonly bundled: ReadonlySet<string>;
  /** Patterns of folders that are parts of the same project, as npm, Yarn and Bun read them. */
  readonly workspaces: readonly string[];
  /** Names whose versions the manifest forces throughout its tree. */
  readonly overridden: ReadonlySet<string>;
  readonly licenses: readonly string[];
  /** Names a script that npm runs on install. */
  readonly hasInstallScript: boolean;
  /** Whether it states where it is developed or where it was installed from. */
  readonly hasHome: boolean;
  /** `packageManager`: `pnpm@9.1.0`. */
  readonly manager: string | null;
  /** Problems of parts that could not be read. */
  readonly problems: readonly Problem[];
}

export interface Dependency {
  readonly name: string;
  /** Range, tag, alias, path or URL, as written. */
  readonly spec: string;
  readonly type: 'prod' | 'optional' | 'peer' | 'optional-peer' | 'dev';
}

/** A JSON object. */
export type Fields = Readonly<Record<string, unknown>>;

/** Whether a JSON value is an object. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object that a text in JSON is; null for other texts. */
export function fieldsInJson(json: string): Fields | null {
  try {
    const value: unknown = JSON.parse(json);
    return isFields(value) ? value : null;
  } catch {
    return null;
  }
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

/** Reads one manifest's fields. Everything of an unexpected shape is left out with a Problem. */
class ManifestReader {
  readonly problems: Problem[] = [];

  private readonly path: string;
  private readonly fields: Fields;

  constructor(path: string, fields: Fields) {
    this.path = path;
    this.fields = fields;
  }

  dependencies(field: string, typeOf: (name: string) => Dependency['type']): Dependency[] {
    const value = this.fields[field];
    if (value === undefined || value === null || value === false) return [];
    if (!isFields(value)) {
      this.note('malformed', `\`${field}\` is not an object: dependencies that it may name are left out.`);
      return [];
    }
    const found: Dependency[] = [];
    for (const [name, spec] of Object.entries(value)) {
      if (typeof spec !== 'string' || name === '') continue;
      if (found.length === limitOf('manifest-dependencies')) {
        const message = `\`${field}\` names more than ${limitOf('manifest-dependencies')} packages: the rest is left out.`;
        this.problems.push(beyondLimit('manifest-dependencies', this.path, message));
        break;
      }
      found.push({ name, spec: spec.trim(), type: typeOf(name) });
    }
    return found;
  }

  runtimeDependencies(): Map<string, Dependency> {
    const meta = this.fields.peerDependenciesMeta;
    const isOptionalPeer = (name: string): boolean => {
      const entry = isFields(meta) && Object.hasOwn(meta, name) ? meta[name] : undefined;
      return isFields(entry) && entry.optional === true;
    };
    const all = [
      ...this.dependencies('peerDependencies', (name) => (isOptionalPeer(name) ? 'optional-peer' : 'peer')),
      ...this.dependencies('dependencies', () => 'prod'),
      ...this.dependencies('optionalDependencies', () => 'optional'),
    ];
    return new Map(all.map((dependency) => [dependency.name, dependency]));
  }

  bundled(dependencies: ReadonlyMap<string, Dependency>): Set<string> {
    const value = this.fields.bundleDependencies ?? this.fields.bundledDependencies;
    if (value === true) return new Set(dependencies.keys());
    const names = Array.isArray(value) ? value : isFields(value) ? Object.keys(value) : [];
    return new Set(
      names
        .filter((name): name is string => typeof name === 'string')
        .slice(0, limitOf('manifest-dependencies')),
    );
  }

  /** npm's `overrides`, Yarn's `resolutions`, pnpm's `overrides`: keys like `a`, `a@^1`, `x>a`, `x/a`, nested in npm's. */
  overridden(): Set<string> {
    const { overrides, resolutions, pnpm } = this.fields;
    const names = new Set<string>();
    const pending: unknown[] = [overrides, resolutions, isFields(pnpm) ? pnpm.overrides : undefined];
    for (let value = pending.pop(); value !== undefined || pending.length > 0; value = pending.pop()) {
      if (!isFields(value)) continue;
      for (const [key, inner] of Object.entries(value)) {
        if (names.size >= limitOf('manifest-dependencies')) return names;
        names.add(overriddenName(key));
        if (isFields(inner)) pending.push(inner);
      }
    }
    return names;
  }

  /** A list, or Yarn's object around one. https://docs.npmjs.com/cli/v11/using-npm/workspaces */
  workspaces(): string[] {
    const { workspaces } = this.fields;
    const listed = isFields(workspaces) ? workspaces.packages : workspaces;
    const patterns = Array.isArray(listed) ? listed : [];
    return patterns
      .filter((one): one is string => typeof one === 'string')
      .slice(0, limitOf('workspace-patterns'));
  }

  note(code: Problem['code'], message: string): void {
    this.problems.push({ code, path: this.path, message, affectsCompleteness: false });
  }
}

function overriddenName(key: string): string {
  const selector = key.slice(key.lastIndexOf('>') + 1).trim();
  const version = selector.indexOf('@', 1);
  const plain =
    version > 0 && !selector.slice(0, version).endsWith('/') ? selector.slice(0, version) : selector;
  const segments = plain.split('/');
  const scope = segments.at(-2);
  return scope?.startsWith('@') ? `${scope}/${segments.at(-1)}` : (segments.at(-1) ?? plain);
}

const INSTALL_EVENTS = ['preinstall', 'install', 'postinstall'];

/** The last are npm's own, of older versions. */
const HOMES = ['repository', 'homepage', 'bugs', '_resolved', '_integrity'];

export function manifestOf(path: string, fields: Fields): Manifest {
  const reader = new ManifestReader(path, fields);
  const dependencies = reader.runtimeDependencies();
  const dev = reader.dependencies('devDependencies', () => 'dev');
  return {
    name: text(fields.name),
    version: text(fields.version),
    isPrivate: fields.private === true,
    dependencies,
    devDependencies: new Map(dev.map((dependency) => [dependency.name, dependency])),
    bundled: reader.bundled(dependencies),
    workspaces: reader.workspaces(),
    overridden: reader.overridden(),
    licenses: readLicenses(fields),
    hasInstallScript: INSTALL_EVENTS.some(
      (event) => isFields(fields.scripts) && Object.hasOwn(fields.scripts, event),
    ),
    hasHome: HOMES.some((field) => Object.hasOwn(fields, field)),
    manager: text(fields.packageManager),
    problems: reader.problems,
  };
}

/** All dependencies of a root or workspace. A development dependency counts only when it is installed. */
export function allDependencies({ dependencies, devDependencies }: Manifest): Dependency[] {
  const dev = [...devDependencies.values()].filter(({ name }) => !dependencies.has(name));
  return [...dependencies.values(), ...dev];
}

/** Parses JSON text (a leading BOM is allowed) that must be an object; undefined when it is not. */
export function parseFields(bytes: Uint8Array): Fields | undefined {
  try {
    // Bytes that are no UTF-8 become U+FFFD, as when Node and npm read the file.
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return isFields(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A manifest, or why it could not be read. */
export function readManifest(read: FileRead): Manifest | Problem {
  if (read.problem) return read.problem;
  const { path, bytes } = read;
  if (bytes.length > limitOf('manifest')) {
    const message = `The manifest is larger than ${limitOf('manifest')} bytes and was not read.`;
    return beyondLimit('manifest', path, message);
  }
  const fields = parseFields(bytes);
  if (fields) return manifestOf(path, fields);
  const message = 'The manifest is not a JSON object: its package name and version are unknown.';
  return { code: 'malformed', path, message, affectsCompleteness: true };
}
