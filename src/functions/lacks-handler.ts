import type { Package, ServerlessFunction } from '../model/index.js';
import { ecosystemOf, handlerRulesOf, LAYER_MOUNT, type HandlerRules } from '../ecosystems/index.js';
import type { JoinableArtifact } from './joinable-artifact.js';
import type { MountedPackage } from './mounted-packages.js';

/** A function with everything that it mounts. */
export interface Mounted {
  readonly fn: ServerlessFunction;
  readonly artifacts: ReadonlyMap<string, JoinableArtifact>;
  readonly packages: readonly MountedPackage[];
}

/** Handlers on these platforms are names of functions, or are generated from the files. */
const WITHOUT_FILE: ReadonlySet<string> = new Set(['gcf', 'cloudflare']);
/** Patterns (Azure) name no single file. */
const NO_FILE = /[*{?]/;

/** Names of classes (.NET, Ruby) name none; those of Java do. */
function namesNoFile(handler: string, runtime: string | null): boolean {
  return NO_FILE.test(handler) || (handler.includes('::') && !runtime?.startsWith('java'));
}

/** Where the path leads below a mount; undefined when it does not. */
function below(mount: string, path: string): string | undefined {
  if (path === mount) return '';
  const folder = mount === '/' ? mount : `${mount}/`;
  return path.startsWith(folder) ? path.slice(folder.length) : undefined;
}

/** Whether an unread part of an artifact may be the file; the gap reports it already. */
function isInGap({ problems }: JoinableArtifact, place: string, rules: HandlerRules): boolean {
  const gaps = new Set(problems.filter((problem) => problem.affectsCompleteness).map(({ path }) => path));
  return gaps.has('') || (gaps.size > 0 && rules.isPlaceOf(gaps, place));
}

function isIn(
  artifact: JoinableArtifact,
  { mount, place }: { readonly mount: string; readonly place: string },
  rules: HandlerRules,
): boolean {
  const { handlerFiles: files } = artifact;
  if (files === null || rules.isPlaceOf(files, place) || isInGap(artifact, place, rules)) return true;
  return mount === '/' && rules.isPlaceInImage(files, place);
}

/** Whether something that is mounted has the file, as a file of its own or in an installed package. */
function isMounted({ fn, artifacts, packages }: Mounted, path: string, rules: HandlerRules): boolean {
  const isThere = fn.mounts.some(({ artifact: id, path: mount }) => {
    const artifact = artifacts.get(id);
    const place = below(mount, path);
    return artifact !== undefined && place !== undefined && isIn(artifact, { mount, place }, rules);
  });
  return isThere || packages.some(({ folder }) => path === folder || path.startsWith(`${folder}/`));
}

/** Whether the runtime finds a package by the handler's name, in the function's own folders or a layer's. */
function isNamed(found: Package, name: string): boolean {
  return ecosystemOf(found.ecosystem)?.imports?.namesOf(found).includes(name) ?? false;
}

function isPackage({ packages }: Mounted, handler: string): boolean {
  const [name = ''] = handler.slice(handler.lastIndexOf('/') + 1).split('.', 1);
  return packages.some(({ rank, package: found }) => rank !== null && isNamed(found, name));
}

/** Whether a runtime looks for the handler in packages that are there. */
function mayBeInPackage({ packages }: Mounted, rules: HandlerRules): boolean {
  if (!rules.isInAnyPackage) return false;
  return packages.some(({ package: { ecosystem } }) => ecosystemOf(ecosystem)?.handlers === rules);
}

/**
 * The artifact that should contain the file that the handler names, when no mount has that file.
 * @param mayLackLayer a layer was not read; it may contain any path outside of the function's own code.
 * @returns null when the file exists, or when no file can be expected.
 */
export function lacksHandler(
  mounted: Mounted,
  handler: string,
  mayLackLayer: boolean,
): JoinableArtifact | null {
  const { fn, artifacts } = mounted;
  const own = fn.mounts.find(({ path }) => path !== LAYER_MOUNT);
  const artifact = own && artifacts.get(own.artifact);
  if (!artifact || WITHOUT_FILE.has(fn.platform) || namesNoFile(handler, fn.runtime)) return null;
  const isOwnPath = !handler.startsWith('/') && handler.includes('/');
  if (mayLackLayer && !isOwnPath) return null;
  const isThere = handlerRulesOf(fn.runtime).some(
    (rules) =>
      mayBeInPackage(mounted, rules) ||
      rules.placesOf(handler, own.path, fn.runtime).some((path) => isMounted(mounted, path, rules)),
  );
  return isThere || isPackage(mounted, handler) ? null : artifact;
}
