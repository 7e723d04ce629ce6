import { isFields, packagist, type Fields } from '../../ecosystems/index.js';

/** A package as Composer notes it when it installs it. */
export interface InstalledPackage {
  readonly name: string;
  /** As its author wrote it; null for a branch. */
  readonly version: string | null;
  /** The branch and its commit, where no version is known. */
  readonly branch: string | null;
  /** From the folder of the list; null for a package without files. */
  readonly installPath: string | null;
  /** Whether it came from a folder of the one who built. */
  readonly isLocal: boolean;
  readonly licenses: readonly string[];
  /** Names in lower case. */
  readonly requires: readonly string[];
  /** Names that it stands for: packages that it replaces, and interfaces. They are not installed. */
  readonly standsFor: readonly string[];
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function namesIn(value: unknown): string[] {
  return isFields(value) ? Object.keys(value).map((name) => name.toLowerCase()) : [];
}

function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : {};
}

/** A version that advisories can be compared with; branches have none: `dev-main`, `2.x-dev`. */
export function releaseOf(version: string | null): string | null {
  if (version === null || /^dev-|dev$/i.test(version)) return null;
  return packagist.versions.isValid(version) ? version : null;
}

/** Characters of a branch and a commit that the evidence shows. */
const SHOWN_CHARACTERS = 80;

export function branchOf(version: string | null, reference: string | null): string | null {
  if (releaseOf(version) !== null) return null;
  return `${version ?? 'no version'} at ${reference ?? 'an unknown commit'}`.slice(0, SHOWN_CHARACTERS);
}

function licensesOf({ license }: Fields): string[] {
  return (Array.isArray(license) ? license : [license]).filter((each) => typeof each === 'string');
}

function packageOf(fields: Fields): InstalledPackage[] {
  const name = text(fields['name']);
  if (name === null) return [];
  const [dist, source] = [fieldsOf(fields['dist']), fieldsOf(fields['source'])];
  const version = text(fields['version']);
  const isMeta = fields['type'] === 'metapackage';
  return [
    {
      name,
      version: releaseOf(version),
      branch: branchOf(version, text(dist['reference']) ?? text(source['reference'])),
      // Composer 1 does not note the folder: it is the one of the name.
      installPath: isMeta ? null : (text(fields['install-path']) ?? `../${name}`),
      isLocal: dist['type'] === 'path',
      licenses: licensesOf(fields),
      requires: namesIn(fields['require']),
      standsFor: [...namesIn(fields['replace']), ...namesIn(fields['provide'])],
    },
  ];
}

/** Reads `installed.json`, of Composer 2 (`{packages}`) and 1 (a list); null for another document. */
export function readInstalledJson(source: string): readonly InstalledPackage[] | null {
  try {
    const document: unknown = JSON.parse(source);
    const list = isFields(document) ? document['packages'] : document;
    return Array.isArray(list) ? list.filter(isFields).flatMap(packageOf) : null;
  } catch {
    return null;
  }
}

/** `        'monolog/monolog' => array(`, and the fields below it. */
const ENTRY = /^ {8}'([^'\\]{1,200})' => array\($/;
const FIELD = /^ {12}'(pretty_version|reference|type)' => '([^'\\]*)',$/;
const FOLDER = /^ {12}'install_path' => __DIR__ \. '([^'\\]*)',$/;
const ROOT = /^ {8}'name' => '([^'\\]*)',$/;

interface Reading {
  root: string | null;
  readonly entries: Map<string, Map<string, string>>;
  last: Map<string, string> | null;
}

function readField(line: string, entry: Map<string, string>): void {
  const [, field, value = ''] = FIELD.exec(line) ?? [];
  const [, folder] = FOLDER.exec(line) ?? [];
  if (field !== undefined) entry.set(field, value);
  if (folder !== undefined) entry.set('folder', folder);
}

function readLine(line: string, reading: Reading): void {
  const [, name] = ENTRY.exec(line) ?? [];
  if (name !== undefined) {
    reading.last = new Map();
    reading.entries.set(name, reading.last);
  } else if (reading.last) readField(line, reading.last);
  else reading.root ??= ROOT.exec(line)?.[1] ?? null;
}

/** Reads `installed.php`, which Composer writes beside it, as text: it is a program, which is never run. Null for another file. */
export function readInstalledPhp(source: string): readonly InstalledPackage[] | null {
  if (!source.includes("'versions' => array(")) return null;
  const reading: Reading = { root: null, entries: new Map(), last: null };
  for (const line of source.split(/\r?\n/)) readLine(line, reading);
  // What is only replaced or provided has no version of its own.
  const entries = [...reading.entries].filter(
    ([name, fields]) => name !== reading.root && fields.has('pretty_version'),
  );
  return entries.map(([name, fields]) => {
    const version = fields.get('pretty_version') ?? null;
    return {
      name,
      version: releaseOf(version),
      branch: branchOf(version, fields.get('reference') ?? null),
      installPath: fields.has('folder') ? `.${fields.get('folder')}` : null,
      isLocal: false,
      licenses: [],
      requires: [],
      standsFor: [],
    };
  });
}
