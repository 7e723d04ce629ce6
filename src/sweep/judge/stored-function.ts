import { joinFacts, type JoinableArtifact } from '../../functions/index.js';
import type {
  ArtifactKind,
  Finding,
  FunctionSettings,
  Inventory,
  Mount,
  Package,
  Problem,
  Role,
  ServerlessFunction,
} from '../../model/index.js';
import type { LoadedArtifact, StoredFunction, StoredVersion } from '../../store/index.js';
import type { StoredAnalysis } from '../collect/analyse-code.js';
import type { FunctionFacts, VersionFacts } from '../survey/region-rows.js';

/** Copies with a finding. Earlier versions of stowaway stored none. */
function copiesWithFindings(
  { copies }: Partial<Pick<Inventory, 'copies'>>,
  findings: readonly Finding[],
): readonly Package[] {
  if (copies === undefined || copies.length === 0) return [];
  const ids = new Set(findings.map((finding) => finding.package));
  return copies.filter(({ id }) => ids.has(id));
}

/** A stored artifact, in the form that functions are joined with. */
export function joinable(
  { key, kind, size, analysis, matches }: LoadedArtifact,
  path: string,
): JoinableArtifact {
  const { inventory, findings } = analysis as StoredAnalysis;
  const { roots, coverage, problems, examined } = inventory;
  const sha256 = key.slice(key.indexOf(':') + 1);
  const found = [...((matches ?? []) as readonly Finding[]), ...findings];
  return {
    id: key,
    sha256,
    ...(kind !== 'image' && { codeSha256: Buffer.from(sha256, 'hex').toString('base64') }),
    kind: kind as ArtifactKind,
    path,
    name: path,
    size,
    roots,
    coverage,
    packages: [...inventory.packages, ...copiesWithFindings(inventory, found)],
    findings: found,
    problems,
    changes: [],
    ...(examined && { examined }),
    ...joinFacts(inventory),
  };
}

function unread(message: string, path: string): Problem {
  return { code: 'missing', path, message, affectsCompleteness: true };
}

function roleOf({ facts, role }: StoredVersion): Role | null {
  const { roleArn } = facts as VersionFacts;
  const { name = null, policies = null } = (role ?? {}) as Partial<Role>;
  return roleArn === null ? null : { name, arn: roleArn, policies };
}

/** Settings of a version with those that the function has for all versions. Earlier versions of stowaway stored none of these. */
function withOperation(
  { limits, operation, ...settings }: VersionFacts['settings'],
  known: FunctionFacts['operation'] | undefined,
  isImage: boolean,
): VersionFacts['settings'] {
  if (!known) return { ...settings, ...(limits && { limits }), ...(operation && { operation }) };
  const { sendsFailed, signed, othersSigned, reservedConcurrency } = known;
  return {
    ...settings,
    ...(limits && { limits: { ...limits, reservedConcurrency } }),
    ...(operation && {
      operation: {
        ...operation,
        keepsFailed: operation.keepsFailed ?? sendsFailed,
        // Images are not signed by Lambda's code signing.
        signed: isImage ? null : signed,
        othersSigned,
      },
    }),
  };
}

/**
 * Settings that need permissions; null where an earlier version of stowaway stored none. Such a version stored neither references of variables
 * nor destinations of asynchronous calls nor policies of resources: these are then not known.
 */
export function settingsOf(
  {
    settings,
    resourcePolicies = [],
    packageType,
  }: Partial<Pick<VersionFacts, 'settings' | 'resourcePolicies' | 'packageType'>>,
  {
    polled,
    failed,
    sentTo = null,
    operation,
  }: Partial<Pick<FunctionFacts, 'polled' | 'failed' | 'sentTo' | 'operation'>>,
  roleFunctions: number,
): FunctionSettings | null {
  if (!settings || !polled || !failed) return null;
  const stored: Partial<typeof settings> = settings;
  const environmentReferences = stored.environmentReferences ?? [];
  return {
    ...withOperation(settings, operation, packageType === 'image'),
    destinations: [...settings.destinations, ...failed, ...(sentTo ?? [])],
    destinationsKnown: sentTo !== null,
    polled,
    environmentReferences,
    plainNames: null,
    // Which keys encrypt resources is not read.
    encrypted: null,
    resourcePolicies,
    roleFunctions,
  };
}

/** A function's version as configured, with its unread parts. */
export function serverlessFunction(
  { arn, account, region, name, facts }: StoredFunction,
  version: StoredVersion,
  artifacts: ReadonlyMap<string, JoinableArtifact | null>,
): { readonly fn: ServerlessFunction; readonly problems: readonly Problem[] } {
  const { triggers } = facts as FunctionFacts;
  const known = version.facts as VersionFacts;
  const problems: Problem[] = [];
  const mounts: Mount[] = [];
  if (artifacts.get(version.code)) {
    mounts.push({ artifact: version.code, path: known.packageType === 'image' ? '/' : '/var/task' });
  } else problems.push(unread(`Its code (version ${version.version}) was not read.`, ''));
  for (const layer of version.layers) {
    const artifact = artifacts.get(layer);
    if (artifact) mounts.push({ artifact: artifact.id, path: '/opt' });
    else problems.push(unread('What this layer holds was not read.', layer));
  }
  const fn: ServerlessFunction = {
    id: arn,
    name,
    platform: 'aws-lambda',
    runtime: known.runtime,
    handler: known.handler,
    architecture: known.architecture,
    account,
    region,
    arn,
    tags: {},
    mounts,
    role: roleOf(version),
    triggers,
    environment: known.environment,
    environmentHooks: known.environmentHooks,
    declaredIn: null,
    settings: settingsOf(known, facts as FunctionFacts, version.roleFunctions),
  };
  return { fn, problems };
}
