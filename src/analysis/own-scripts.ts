import { npm } from '../ecosystems/index.js';
import { PackageOwners } from '../model/index.js';
import type { ArtifactInput } from './analysis.js';

const IN_MODULES = /(?:^|\/)node_modules\//;
/** Folders of an image that come from its base image. */
const OF_SYSTEM =
  /^(?:usr|lib|lib64|var\/(?:runtime|lang|lib|rapid)|proc|sys|etc|root\/\.|home\/[^/]+\/\.)(?:\/|$)/;
/** Runtimes that start no JavaScript. */
const OTHER_LANGUAGE = /^(?:python|ruby|java|dotnet|go\d)/;
/** Runtimes that start no Python. */
const NO_PYTHON = /^(?:nodejs|ruby|java|dotnet|go\d)/;

/** Whether a file is part of an installed package. */
export function isInstalled(path: string): boolean {
  return IN_MODULES.test(path);
}

/** Whether a file of an image comes from its base image. */
export function isOfSystem(path: string): boolean {
  return OF_SYSTEM.test(path);
}

interface ScriptInput extends Pick<ArtifactInput, 'program' | 'kind'> {
  readonly inventory: Pick<ArtifactInput['inventory'], 'packages'>;
}

/** Scripts of an artifact that a handler, a wrapper or an extension may start. Packages of other languages have scripts for browsers. */
export function ownScripts({ program, kind, inventory: { packages } }: ScriptInput): string[] {
  const others = new PackageOwners(packages.filter(({ ecosystem }) => ecosystem !== npm.name));
  const own = program.scripts.filter((path) => !isInstalled(path) && others.ownerOf(path) === undefined);
  return kind === 'image' ? own.filter((path) => !isOfSystem(path)) : own;
}

/** Whether a runtime starts no JavaScript. An unknown one may. */
export function isOfOtherLanguage(runtime: string | null): boolean {
  return OTHER_LANGUAGE.test(runtime ?? '');
}

/** Whether a runtime starts no Python. An unknown one may. */
export function isWithoutPython(runtime: string | null): boolean {
  return NO_PYTHON.test(runtime ?? '');
}
