import { limitOf } from '../files/index.js';
import { posix } from 'node:path';
import { isPackageName } from '../ecosystems/index.js';
import { storeVersion } from './store-version.js';

/** One copy of a package, as the path of a module names it. */
export interface OwningPackage {
  readonly kind: 'package';
  readonly name: string;
  /** The version in the path; null if the path has none. */
  readonly version: string | null;
  /** The package's folder below the project. Copies of a package differ in it. */
  readonly folder: string;
}

/** The owner of a module. `generated`: the bundler. `data`: nobody, it is a table without code. */
export type Owner = OwningPackage | { readonly kind: 'first-party' | 'generated' | 'data' };

export const FIRST_PARTY: Owner = { kind: 'first-party' };
export const GENERATED: Owner = { kind: 'generated' };
export const DATA: Owner = { kind: 'data' };

/** Schemes that bundlers write. Any other scheme is an address outside the project's tree. */
const BUNDLER_SCHEME = /^(?:webpack|webpack-internal|rspack|turbopack|vite|file):\/\/[^/]{0,256}\//;
const SCHEME = /^[a-z][a-z0-9+.-]{1,32}:\/\//i;
const HELPERS =
  /^(?:\0|webpack\/(?:bootstrap|runtime\/|startup|before-startup|after-startup|universalModuleDefinition)|external |ignored |\(disabled\):|\(webpack\)|<(?:define:|runtime>|inject:)|rolldown[:/]runtime|_virtual\/|commonjsHelpers\.js|esbuild:runtime|bun:wrap)/;

/** A module's path without scheme, loaders, query and the way to the project; null if it has none. */
function modulePath(source: string): string | null {
  if (source.length > limitOf('source-path') || source === '') return null;
  const loaded = source.slice(source.lastIndexOf('!') + 1).replace(BUNDLER_SCHEME, '');
  if (SCHEME.test(loaded)) return null;
  const [plain = ''] = loaded.replaceAll('\\', '/').split('?', 1);
  return posix.normalize(plain).replace(/^(?:\.{0,2}\/)+/, '');
}

/** A module's path relative to the folder of its package. */
export function pathInPackage(source: string, { name }: OwningPackage): string {
  const path = modulePath(source) ?? '';
  const folder = `node_modules/${name}/`;
  return path.slice(path.lastIndexOf(folder) + folder.length);
}

function packageAt(segments: readonly string[], holder: number): OwningPackage | null {
  const [first = '', second = ''] = segments.slice(holder + 1);
  const name = first.startsWith('@') ? `${first}/${second}` : first;
  if (!isPackageName(name)) return null;
  const folder = [...segments.slice(0, holder + 1), name].join('/');
  return { kind: 'package', name, version: storeVersion(segments.slice(0, holder), name), folder };
}

/**
 * The owner of a module by its path, as source maps, metafiles and comments write paths: relative, `webpack://name/./x`, in stores of
 * pnpm and Yarn, in nested `node_modules`.
 * @returns null if the path names no owner: an address, an impossible package name, control characters.
 */
export function ownerOfSource(source: string): Owner | null {
  const path = modulePath(source);
  if (path === null || path === '') return null;
  const segments = path.replace(/^\0/, '').split('/');
  const holder = segments.lastIndexOf('node_modules');
  if (HELPERS.test(path) && !(holder >= 0 && path.startsWith('\0'))) return GENERATED;
  if (/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/.test(path.replace(/^\0/, ''))) return null;
  return holder < 0 ? FIRST_PARTY : packageAt(segments, holder);
}
