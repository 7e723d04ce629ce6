import { purlOf, type Package, type ServerlessFunction, type UnresolvedImport } from '../model/index.js';
import { isProvidedByRuntime } from './node-resolution.js';

/** Row of a package that the platform provides: it is loaded, and which version is not known. */
function runtimePackage(name: string, runtime: string | null): Package {
  return {
    id: `runtime:${name}`,
    purl: purlOf('npm', name, null),
    ecosystem: 'npm',
    name,
    versionState: 'unknown',
    version: null,
    candidates: [],
    presence: 'runtime',
    root: '',
    direct: null,
    alias: null,
    origin: 'public',
    vendoredIn: null,
    locations: [],
    bytes: 0,
    dependencies: [],
    unresolved: [],
    extraneous: false,
    licenses: [],
    evidence: [
      { method: 'manifest', path: '', detail: `imported, provided by ${runtime ?? 'the Lambda runtime'}` },
    ],
    confidence: 'medium',
  };
}

export interface SplitImports {
  readonly provided: readonly Package[];
  /** What nothing mounted and nothing known of the platform provides. */
  readonly missing: readonly UnresolvedImport[];
}

/** Splits the imports that no mount satisfies into what the platform provides and what is missing. */
export function splitUnresolvedImports(
  imports: readonly UnresolvedImport[],
  fn: ServerlessFunction,
): SplitImports {
  const isProvided = ({ name }: UnresolvedImport): boolean => isProvidedByRuntime(name, fn);
  return {
    provided: imports.filter(isProvided).map(({ name }) => runtimePackage(name, fn.runtime)),
    missing: imports.filter((asked) => !isProvided(asked)),
  };
}
