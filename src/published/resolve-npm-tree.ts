import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import Arborist from '@npmcli/arborist';
import { makeFolder, PRIVATE_MODE } from '../locks/index.js';
import type { NpmConfig } from '../network/index.js';
import { failureOf } from './registry-failure.js';

/** A project as npm's resolver needs it. */
export interface NpmProject {
  /** Name of its folder: npm writes it into the lockfile of a manifest without a name. */
  readonly folderName: string;
  /** Path below the root → text: the manifests of root and members, and the lockfile. No path leaves the root. */
  readonly texts: ReadonlyMap<string, string>;
  /** Packages whose locked versions give way to the newest ones that their dependents allow. */
  readonly update: readonly string[];
}

export interface NpmTreeJob {
  readonly project: NpmProject;
  /** From `npmConfigHere`. */
  readonly npmConfig: NpmConfig;
  /** Folder of stored registry answers; null: nothing is kept. */
  readonly cacheDir: string | null;
  /** An empty folder, in which the project's texts are laid out. The caller deletes it. */
  readonly workFolder: string;
}

/** A peer requirement that the version in the tree does not satisfy. */
export interface BrokenPeer {
  /** Name and version of the package that requires it. */
  readonly dependent: { readonly name: string; readonly version: string };
  readonly name: string;
  readonly range: string;
  readonly version: string;
}

/** A package that is part of another package's tarball: no manifest replaces it. */
export interface BundledCopy {
  readonly location: string;
  /** Name and version of the package around it. */
  readonly within: string;
}

export type NpmTree =
  | {
      readonly state: 'resolved';
      /** Text of the lockfile. */
      readonly lockfile: string;
      readonly brokenPeers: readonly BrokenPeer[];
      readonly bundled: readonly BundledCopy[];
      /** Names of git, file and URL dependencies: nothing of them was fetched. */
      readonly kept: readonly string[];
    }
  | {
      readonly state: 'unresolved';
      readonly reason: string;
      /** Names of the packages whose requirements contradict each other; empty for other reasons. */
      readonly conflict: readonly string[];
    };

const REQUEST_MILLIS = 30_000;

/** No git, file or URL dependency is fetched, and no script runs. A folder of the project is linked, which reads its manifest. */
const CLOSED = { ignoreScripts: true, allowGit: 'none', allowFile: 'none', git: false } as const;

function brokenPeersOf(nodes: readonly Arborist.Node[]): BrokenPeer[] {
  return nodes.flatMap((node) =>
    [...node.edgesOut.values()].flatMap(({ name, spec, peer, error, to }) =>
      peer && error === 'INVALID' && to !== null
        ? [
            {
              dependent: { name: node.name, version: node.version },
              name,
              range: spec,
              version: to.version,
            },
          ]
        : [],
    ),
  );
}

function bundledIn(nodes: readonly Arborist.Node[]): BundledCopy[] {
  return nodes.flatMap((node) => {
    const bundler = node.inDepBundle ? node.getBundler() : null;
    return bundler ? [{ location: node.location, within: `${bundler.name} ${bundler.version}` }] : [];
  });
}

/** Dependencies that no registry serves. */
function keptIn(nodes: readonly Arborist.Node[]): string[] {
  const kept = nodes.filter(
    ({ isProjectRoot, isWorkspace, isRegistryDependency, inDepBundle, location }) =>
      !isProjectRoot &&
      !isWorkspace &&
      !isRegistryDependency &&
      !inDepBundle &&
      location.includes('node_modules/'),
  );
  return [...new Set(kept.map(({ name }) => name))].sort();
}

function textOf(value: unknown, field: string): string | null {
  const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, field) : undefined;
  return typeof found === 'string' ? found : null;
}

/** Codes of npm's resolver for a project that it cannot use. */
const PROJECT_FAULT = /^E(?:INVALID\w+|JSONPARSE|LOOP|MISSINGTARGET|OVERRIDE|WORKSPACESCONFIG)$/;
/** `name` or `name@range`, and no address. */
const REGISTRY_SPEC = /^(?:@[\w.~-]+\/)?[\w.~-]+(?:@[^\s:/]*)?$/;

function specOf(text: string | null): string | null {
  return text !== null && REGISTRY_SPEC.test(text) ? text : null;
}

/** What npm's error means where no requirements contradict each other. Its message may hold an address with credentials, so it is not shown. */
function reasonOf(error: unknown, code: string): string {
  if (code.startsWith('EALLOW')) {
    const what = textOf(error, 'package') ?? 'a dependency';
    return `${what} is a git, file or URL dependency that the lockfile does not hold, and it is not fetched`;
  }
  if (code === 'ETARGET') {
    const [name, range] = [textOf(error, 'name'), textOf(error, 'wanted')];
    return `the registry has no version of ${specOf(name) ?? 'a package'} for the range ${range ?? ''}`.trimEnd();
  }
  if (PROJECT_FAULT.test(code))
    return `npm's resolver cannot use package.json or the lockfile (${code}); npm install shows why`;
  if (code === '')
    return "npm's resolver failed on package.json, the lockfile or an answer of the registry; npm install shows why";
  const failure = failureOf(error);
  if (failure.state === 'unavailable') return failure.reason;
  return `the registry does not know ${specOf(textOf(error, 'pkgid')) ?? 'a package'}`;
}

function unresolved(error: unknown): NpmTree {
  const code = textOf(error, 'code') ?? '';
  if (code !== 'ERESOLVE') return { state: 'unresolved', reason: reasonOf(error, code), conflict: [] };
  const parts = ['edge', 'current', 'currentEdge', 'dep'].map((field): unknown =>
    Reflect.get(error as object, field),
  );
  const conflict = [...new Set(parts.flatMap((part) => textOf(part, 'name') ?? []))];
  return {
    state: 'unresolved',
    reason: `peer requirements contradict each other around ${conflict.join(', ') || 'some packages'}`,
    conflict,
  };
}

async function writeProject(folder: string, { texts }: NpmProject): Promise<void> {
  for (const [path, text] of texts) {
    const file = join(folder, path);
    makeFolder(dirname(file), PRIVATE_MODE);
    await writeFile(file, text);
  }
}

async function resolveIn(folder: string, project: NpmProject, options: object): Promise<NpmTree> {
  const arborist = new Arborist({ ...options, ...CLOSED, path: folder });
  // npm's resolver reads it here before each fetch. Copies of the options must lack it: with it, pacote would also refuse a registry's
  // own tarballs, which are opened for the packages inside of them.
  Object.defineProperty(arborist.options, 'allowRemote', { value: 'none', enumerable: false });
  const tree = await arborist.buildIdealTree({ complete: true, update: { names: [...project.update] } });
  const nodes = [...tree.inventory.values()];
  return {
    state: 'resolved',
    lockfile: tree.meta.toString(),
    brokenPeers: brokenPeersOf(nodes),
    bundled: bundledIn(nodes),
    kept: keptIn(nodes),
  };
}

/**
 * The tree that npm would install for a project, by npm's own resolver. The project's folder is neither read nor written. Never throws for a
 * fault of the project or a registry, but may run for ever: npm's resolver has no end for some sets of peers that contradict each other.
 */
export async function resolveNpmTree({
  project,
  npmConfig,
  cacheDir,
  workFolder,
}: NpmTreeJob): Promise<NpmTree> {
  try {
    const folder = join(workFolder, project.folderName);
    await writeProject(folder, project);
    return await resolveIn(folder, project, {
      ...npmConfig,
      cache: cacheDir ?? join(workFolder, '.cache'),
      preferOffline: true,
      timeout: REQUEST_MILLIS,
      fetchRetries: 1,
    });
  } catch (error) {
    return unresolved(error);
  }
}
