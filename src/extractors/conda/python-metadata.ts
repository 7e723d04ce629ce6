import { normaliseName, pypi } from '../../ecosystems/index.js';
import { baseOf, parentOf } from '../../files/index.js';

const METADATA = /\.(?:dist-info\/METADATA|egg-info\/PKG-INFO|egg-info)$/;
/** `Jinja2-3.1.2.dist-info`, `Jinja2-2.11.3-py3.12.egg-info` */
const NAMED = /^([^-]+)(?:-.*)?\.(?:dist|egg)-info$/;

/** The folder or file with the metadata of a Python package among some files; null: they are of none. */
export function metadataAmong(files: readonly string[]): string | null {
  const found = files.find((path) => METADATA.test(path));
  if (found === undefined) return null;
  return found.endsWith('-info') ? found : parentOf(found);
}

/** Where a Python package lies and which one it is, by its metadata: the same for all of its releases. */
export function placeOf(metadata: string): string {
  const [, name = ''] = NAMED.exec(baseOf(metadata)) ?? [];
  return `${parentOf(metadata)}\n${normaliseName(pypi.name, name)}`;
}

/** The places of all Python packages that have metadata. */
export function placesOf(paths: Iterable<string>): ReadonlySet<string> {
  const places = new Set<string>();
  for (const path of paths) {
    const metadata = METADATA.test(path) ? metadataAmong([path]) : null;
    if (metadata !== null) places.add(placeOf(metadata));
  }
  return places;
}
