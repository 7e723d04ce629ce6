import { createHash } from 'node:crypto';

/** A package as a wheel has it. */
export interface MadeWheel {
  readonly name: string;
  readonly version: string;
  /** Modules by their paths. */
  readonly files: Readonly<Record<string, string>>;
  /** Lines of METADATA after name and version. */
  readonly metadata?: readonly string[];
  /** Further files of the folder of metadata. */
  readonly extra?: Readonly<Record<string, string>>;
}

function recordLine(path: string, content: string): string {
  const hash = createHash('sha256').update(content).digest('base64url');
  return `${path},sha256=${hash},${content.length}`;
}

/** Files of a wheel as an installer writes them into a folder. @param site '' for the root. */
export function installedWheel(site: string, wheel: MadeWheel): Record<string, string> {
  const { name, version, files, metadata = [], extra = {} } = wheel;
  const folder = `${name.replaceAll('-', '_')}-${version}.dist-info`;
  const text = ['Metadata-Version: 2.1', `Name: ${name}`, `Version: ${version}`, ...metadata, '', ''].join(
    '\n',
  );
  const inside = Object.fromEntries(
    Object.entries(extra).map(([path, content]) => [`${folder}/${path}`, content]),
  );
  const all = { ...files, [`${folder}/METADATA`]: text, ...inside };
  const lines = Object.entries(all).map(([path, content]) => recordLine(path, content));
  const record = [...lines, `${folder}/RECORD,,`, ''].join('\n');
  const at = (path: string): string => (site === '' ? path : `${site}/${path}`);
  return Object.fromEntries(
    Object.entries({ ...all, [`${folder}/RECORD`]: record }).map(([path, content]) => [at(path), content]),
  );
}
