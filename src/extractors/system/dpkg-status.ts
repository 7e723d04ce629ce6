// https://manpages.debian.org/bookworm/dpkg/dpkg-query.1.en.html
import { readStanzas, type Stanza } from './stanzas.js';
import { isWord, type SystemList, type SystemPackage } from './system-package.js';

/** States in which a package's files are there. */
const PRESENT: ReadonlySet<string> = new Set([
  'installed',
  'triggers-pending',
  'triggers-awaited',
  'half-configured',
  'unpacked',
]);

/** Whether the package's files are there. Lists of distroless images have no states: all of it is there. */
function isPresent(stanza: Stanza): boolean {
  const status = stanza.get('status');
  return status === undefined || PRESENT.has(status.split(/\s+/).at(-1) ?? '');
}

/** `Source: name (version)`: each is stated only where it is not the package's own. */
const SOURCE = /^([^\s(]+)(?:\s+\(([^()\s]+)\))?$/;

function sourceOf(stanza: Stanza, own: SystemPackage['source']): SystemPackage['source'] {
  const [, name = own.name, version = own.version] = SOURCE.exec(stanza.get('source') ?? '') ?? [];
  return { name, version };
}

/** Reads a list of dpkg, or one entry of a list that has a file for each. */
export function readDpkgStatus(text: string, path: string): SystemList {
  const packages: SystemPackage[] = [];
  let unreadable = 0;
  for (const stanza of readStanzas(text)) {
    if (!isPresent(stanza)) continue;
    const [name = '', version = '', architecture = ''] = ['package', 'version', 'architecture'].map((field) =>
      stanza.get(field),
    );
    if (isWord(name) && isWord(version))
      packages.push({
        name,
        version,
        architecture: isWord(architecture) ? architecture : '',
        source: sourceOf(stanza, { name, version }),
        license: null,
        path,
        files: null,
      });
    else unreadable += 1;
  }
  return { packages, unreadable };
}
