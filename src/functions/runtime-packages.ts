import { ECOSYSTEMS, purlOf, type Ecosystem } from '../ecosystems/index.js';
import { type Package, type ServerlessFunction, type UnresolvedImport } from '../model/index.js';

/** Row of a package that the platform provides: it is loaded, and which version is not known. */
function runtimePackage(name: string, ecosystem: Ecosystem, runtime: string | null): Package {
  return {
    id: `runtime:${name}`,
    purl: purlOf(ecosystem.name, name, null),
    ecosystem: ecosystem.name,
    name,
    versionState: 'unknown',
    version: null,
    candidates: [],
    presence: 'runtime',
    basis: 'required',
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
  /** Imports that neither a mount nor the platform is known to provide. */
  readonly missing: readonly UnresolvedImport[];
}

/** Splits the imports that no mount satisfies into those that the platform provides and those that are missing. */
export function splitUnresolvedImports(
  imports: readonly UnresolvedImport[],
  fn: ServerlessFunction,
): SplitImports {
  const provided: Package[] = [];
  const missing: UnresolvedImport[] = [];
  for (const each of imports) {
    const ecosystem = ECOSYSTEMS.find((one) => one.isProvidedByRuntime(each.name, fn));
    if (ecosystem) provided.push(runtimePackage(each.name, ecosystem, fn.runtime));
    else missing.push(each);
  }
  return { provided, missing };
}
