import { handlerPlaces, pypi } from '../ecosystems/index.js';
import type { ServerlessFunction } from '../model/index.js';

/** Endings with which Node's runtime looks for a handler's file, in its order. */
const ENDINGS = ['', '.js', '.mjs', '.cjs', '.ts', '.mts', '.cts', '.jsx', '.tsx'];

/** Handlers on these platforms are names of functions, or are generated from the files. */
const WITHOUT_FILE: ReadonlySet<string> = new Set(['gcf', 'cloudflare', 'azure-functions']);

/** Whether no file of a function is named by its handler: each of its own scripts may then be the start. */
export function isHandlerUnnamed({ handler, platform }: ServerlessFunction): boolean {
  return handler === null || WITHOUT_FILE.has(platform);
}

/** A path relative to a mount; null if it does not lie below the mount. */
function belowMount(mount: string, path: string): string | null {
  const folder = mount === '/' ? mount : `${mount}/`;
  return path.startsWith(folder) ? path.slice(folder.length) : null;
}

/** Files of an artifact by path. */
interface FileIndex {
  readonly byPath: ReadonlyMap<string, number>;
}

/** An artifact as a function mounts it. */
export interface MountedFiles {
  /** Where it is mounted. */
  readonly path: string;
  /** Null if the artifact was not analysed. */
  readonly index: FileIndex | null;
}

/** A file of a mount. */
export interface MountedFile {
  readonly mount: number;
  readonly file: number;
}

/** The index of the file that a path without ending means. */
function fileIn({ byPath }: FileIndex, place: string): number | undefined {
  const names = [place, `${place}/index`].flatMap((name) => ENDINGS.map((ending) => name + ending));
  const found = names.find((name) => byPath.has(name));
  return found === undefined ? undefined : byPath.get(found);
}

/** The file that a path means. Of several mounts the last one counts. */
export function fileAt(graphs: readonly MountedFiles[], path: string): MountedFile | null {
  for (const [mount, graph] of [...graphs.entries()].reverse()) {
    const place = belowMount(graph.path, path);
    const file = graph.index && place !== null ? fileIn(graph.index, place) : undefined;
    if (file !== undefined) return { mount, file };
  }
  return null;
}

/** The file that a handler names in an image. The working folder is not known: the file with the shortest path counts. */
function fileInImage(graphs: readonly MountedFiles[], name: string): MountedFile | null {
  const [graph] = graphs;
  if (graph?.path !== '/' || !graph.index) return null;
  const ends = ENDINGS.map((ending) => `/${name}${ending}`);
  const found = [...graph.index.byPath]
    .filter(([path]) => !path.includes('node_modules/') && ends.some((end) => `/${path}`.endsWith(end)))
    .sort(([a], [b]) => a.split('/').length - b.split('/').length);
  const [first] = found;
  return first ? { mount: 0, file: first[1] } : null;
}

/**
 * The file that a function's handler names. `null`: no such file was found. `any`: each of the function's own scripts may be it.
 */
export function handlerFile(
  fn: ServerlessFunction,
  graphs: readonly MountedFiles[],
): MountedFile | 'any' | null {
  const { handler, mounts } = fn;
  if (handler === null || isHandlerUnnamed(fn)) return 'any';
  const root = mounts.find(({ path }) => path !== '/opt')?.path ?? '/var/task';
  for (const place of handlerPlaces(handler, root)) {
    const found = fileAt(graphs, place);
    if (found) return found;
  }
  for (const place of handlerPlaces(handler, '/')) {
    const found = fileInImage(graphs, place.slice(1));
    if (found) return found;
  }
  return null;
}

/**
 * Name of the export that a handler names, `handler` of `src/index.handler`; null if it names none. Node's runtime divides a handler at its
 * first dot, Python's at its last one.
 */
export function exportName({ handler, runtime }: ServerlessFunction): string | null {
  const base = handler?.slice(handler.lastIndexOf('/') + 1) ?? '';
  const dot = base.indexOf('.');
  if (dot < 0) return null;
  if (pypi.handlers.isRuntime(runtime ?? '')) return base.slice(base.lastIndexOf('.') + 1);
  return base.slice(dot + 1).split('.')[0] ?? null;
}
