import { ecosystemOf, npm, purlOf, type Ecosystem } from '../ecosystems/index.js';
import type { Package, ServerlessFunction, UnresolvedImport } from '../model/index.js';

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
    const ecosystem = ecosystemOf(each.ecosystem ?? npm.name);
    const name = ecosystem?.imports?.packageOf(each.name) ?? each.name;
    if (ecosystem?.isProvidedByRuntime(name, fn)) provided.push(runtimePackage(name, ecosystem, fn.runtime));
    else missing.push(each);
  }
  return { provided: [...new Map(provided.map((found) => [found.id, found])).values()], missing };
}
