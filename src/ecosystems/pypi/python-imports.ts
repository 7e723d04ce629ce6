import { baseOf, parentOf } from '../../files/index.js';
import type { Package } from '../../model/index.js';
import type { HandlerRules, ImportRules } from '../import-rules.js';
import { packageOfModule } from './known-modules.js';
import { normaliseName } from './names.js';

/** `3.12` of a managed runtime (`python3.12`; `python312` of Google's); null for another runtime. */
export function pythonVersionOf(runtime: string | null): string | null {
  const [, major, minor] = /^python(\d)\.?(\d{1,2})$/.exec(runtime ?? '') ?? [];
  return major === undefined || minor === undefined ? null : `${major}.${minor}`;
}

/** Folders below a layer's mount. https://docs.aws.amazon.com/lambda/latest/dg/packaging-layers.html */
function layerFolders(runtime: string | null): readonly string[] {
  const version = pythonVersionOf(runtime);
  return [...(version === null ? [] : [`python/lib/python${version}/site-packages`]), 'python'];
}

/** Names of folders and files that hold the metadata of a package, and no module. */
export const METADATA_NAME = /\.(?:dist-info|egg-info)$|^EGG-INFO$/i;
/** `.py`, `.pyc`, `.so`, `.cpython-312-x86_64-linux-gnu.so`, `.abi3.so` */
const MODULE_ENDING = /(?:\.(?:cpython|abi3)[\w-]*)?\.(?:pyc?|so|pyd)$/;

/** The name by which code imports a file or a folder. */
export function moduleNameOf(path: string): string {
  return baseOf(path).replace(MODULE_ENDING, '');
}

/** The folder that holds a package: its metadata stands last among its places. */
function siteOf({ locations }: Package): string | null {
  const last = locations.at(-1)?.path;
  return last === undefined ? null : parentOf(last);
}

function topLevelNames(found: Package): string[] {
  const site = siteOf(found);
  return found.locations.flatMap(({ path }) => {
    if (site === null || METADATA_NAME.test(baseOf(path))) return [];
    const inside = site === '' ? path : path.slice(site.length + 1);
    const [top = ''] = inside.split('/', 1);
    return [moduleNameOf(top)];
  });
}

export const PYTHON_IMPORTS = {
  ownFolders: [''],
  layerFolders,
  folderOf: siteOf,
  namesOf: (found) => [...new Set([found.name, normaliseName(found.name), ...topLevelNames(found)])],
  packageOf: packageOfModule,
  looksBeside: false,
} satisfies ImportRules;

const ENDINGS = ['.py', '.pyc', '/__init__.py', '/__init__.pyc', '.so'];
const NATIVE = /\.(?:cpython|abi3)[\w-]*\.so$/;
const CODE = /\.(?:pyc?|so)$/;

/**
 * The module of a handler: what stands before its last dot, with `/` for `.`.
 * https://github.com/aws/aws-lambda-python-runtime-interface-client/blob/main/awslambdaric/bootstrap.py
 */
function modulePathOf(handler: string): string {
  const dot = handler.lastIndexOf('.');
  return (dot < 0 ? handler : handler.slice(0, dot)).replaceAll('.', '/').replace(/^\/+/, '');
}

/** The module that a handler names, as code would import it. */
export function pythonHandlerModule(handler: string): string {
  return modulePathOf(handler).replaceAll('/', '.');
}

export const PYTHON_HANDLERS = {
  isRuntime: (runtime) => runtime.startsWith('python'),
  isFile: (path) => CODE.test(path),
  placesOf(handler, root, runtime) {
    const folders = [root, ...layerFolders(runtime).map((folder) => `/opt/${folder}`)];
    return folders.map((folder) => `${folder.replace(/\/$/, '')}/${modulePathOf(handler)}`);
  },
  isPlaceOf(files, place) {
    if (ENDINGS.some((ending) => files.has(place + ending))) return true;
    return [...files].some((file) => file.startsWith(`${place}.`) && NATIVE.test(file));
  },
  isPlaceInImage: (files, place) =>
    [...files].some((file) => ENDINGS.some((ending) => `/${file}`.endsWith(`/${place}${ending}`))),
} satisfies HandlerRules;
