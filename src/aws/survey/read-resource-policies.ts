import pLimit from 'p-limit';
import { statementsForRole, type RolePrincipal } from '../../iam/index.js';
import type { ResourcePolicy, ResourceStatement } from '../../model/index.js';
import type { SourceReader } from '../sources/read-sources.js';
import type { DeployedVersion } from './deployed-version.js';
import type { ProtectedResource } from '../sources/policy-text.js';
import { resourcesOfRole } from './role-resources.js';
import type { RoleFacts } from './roles.js';

/** Policies that are read of one region in a sweep. Larger: more calls; those beyond are not known. */
const MAX_RESOURCES = 500;

/** Policies that are read side by side; the rate of calls is limited elsewhere. */
const SIDE_BY_SIDE = 16;

type Texts = ReadonlyMap<string, string | null | undefined>;

function accountOf(arn: string): string {
  return arn.split(':')[4] ?? '';
}

function statementsIn(text: string, role: RolePrincipal): readonly ResourceStatement[] | null {
  try {
    const document: unknown = JSON.parse(text);
    return typeof document === 'object' && document !== null && 'Statement' in document
      ? statementsForRole(document.Statement, role)
      : null;
  } catch {
    return null;
  }
}

function policyOf(arn: string, texts: Texts, role: RolePrincipal): ResourcePolicy {
  const text = texts.get(arn);
  const isOwn = accountOf(arn) === '' || accountOf(arn) === role.account;
  const read = text === null ? [] : text === undefined ? null : statementsIn(text, role);
  return { resource: arn, name: `policy of ${arn}`, isOwn, statements: read };
}

interface WantedPolicy {
  /** The call that reads it. */
  readonly action: string;
  /** Of a function whose role or variables name the resource. */
  readonly functionArn: string;
}

function resourcesOf(version: DeployedVersion, roles: ReadonlyMap<string, RoleFacts>): ProtectedResource[] {
  return resourcesOfRole(roles.get(version.roleArn ?? ''), version.settings.environmentReferences);
}

/** The policies that are read, by ARN of their resource. */
function wantedPolicies(
  versions: readonly DeployedVersion[],
  roles: ReadonlyMap<string, RoleFacts>,
): ReadonlyMap<string, WantedPolicy> {
  const wanted = new Map<string, WantedPolicy>();
  for (const version of versions)
    for (const { arn, action } of resourcesOf(version, roles))
      if (wanted.size < MAX_RESOURCES) wanted.set(arn, { action, functionArn: version.functionArn });
  return wanted;
}

/** How many calls would read policies of resources, by action. */
export function policyCalls(
  versions: readonly DeployedVersion[],
  roles: ReadonlyMap<string, RoleFacts>,
): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const { action } of wantedPolicies(versions, roles).values())
    counts.set(action, (counts.get(action) ?? 0) + 1);
  return Object.fromEntries(counts);
}

/** Policies of the resources that versions of functions or their roles name, by ARN with the number of the version. */
export async function readResourcePolicies(
  versions: readonly DeployedVersion[],
  roles: ReadonlyMap<string, RoleFacts>,
  sources: SourceReader,
): Promise<(version: DeployedVersion) => readonly ResourcePolicy[]> {
  const wanted = wantedPolicies(versions, roles);
  const limit = pLimit(SIDE_BY_SIDE);
  const read = await Promise.all(
    [...wanted].map(([arn, { functionArn }]) =>
      limit(async () => [arn, await sources.policyText(arn, functionArn)] as const),
    ),
  );
  const texts: Texts = new Map(read);
  return (version) => {
    const { roleArn, functionArn, name } = version;
    if (roleArn === null) return [];
    const role = { arns: [roleArn], account: accountOf(functionArn), functionName: name };
    return resourcesOf(version, roles).map(({ arn }) => policyOf(arn, texts, role));
  };
}
