import type { LackedPermission } from '../../model/index.js';
import type { Need } from '../needed-permissions.js';
import {
  decideWithResource,
  policyOfResource,
  refusingPolicy,
  type RoleAccess,
} from './decide-with-resource.js';

/** Services whose resources have policies that are read here. */
const READ: ReadonlySet<string> = new Set([
  'dynamodb',
  'kinesis',
  'kms',
  's3',
  'secretsmanager',
  'sns',
  'sqs',
]);

/** Services whose resources may have policies that are not read here: what such a policy grants is not known. */
const NOT_READ: ReadonlySet<string> = new Set(
  'aoss backup cassandra codeartifact ecr elasticfilesystem es events execute-api glue lambda s3express s3-outposts s3tables ses states'.split(
    ' ',
  ),
);

function serviceOf(resource: string): string {
  return resource.split(':', 3)[2] ?? '';
}

function hasUnreadPolicy({ resources }: RoleAccess, resource: string): boolean {
  const service = serviceOf(resource);
  if (NOT_READ.has(service)) return true;
  // A placeholder alone tells no service.
  if (!READ.has(service) && !resource.startsWith('<')) return false;
  const statements = policyOfResource(resources, resource)?.statements;
  return statements === undefined || statements === null;
}

function reasonOf(role: RoleAccess, need: Need): string {
  const question = { action: need.action, resource: need.resource };
  const refusing = refusingPolicy(role, question);
  if (refusing !== null) return `policy ${refusing} denies it`;
  const policy = policyOfResource(role.resources, need.resource);
  if (policy && !policy.isOwn)
    return 'it takes a policy of the role and the policy of the resource, which is in another account';
  const isKey = need.action.startsWith('kms:') && policy;
  return isKey
    ? `no policy of the role allows it that the policy of the key (${policy.name}) lets count`
    : 'no policy allows it';
}

/** Resources of most services have no policies. */
function withNoPolicy(role: RoleAccess, resource: string): RoleAccess {
  const none = { resource, name: '', isOwn: true, statements: [] };
  return { ...role, resources: [...role.resources, none] };
}

/** The needs of code that no policy grants. Nothing is concluded where a policy was not read. */
export function lackedPermissions(needs: readonly Need[], role: RoleAccess): readonly LackedPermission[] {
  return needs.flatMap((need) => {
    const { action, resource, pattern } = need;
    const access = hasUnreadPolicy(role, resource) ? role : withNoPolicy(role, pattern);
    // A star stands for what nothing shows: it may be a resource that is allowed.
    const decision = decideWithResource(access, { action, resource: pattern });
    return decision === 'denied' ? [{ action, resource, reason: reasonOf(role, need) }] : [];
  });
}

/** Needed resources whose own policies were not read, each once. */
export function unreadPolicies(needs: readonly Need[], role: RoleAccess): readonly string[] {
  const unread = needs
    .map(({ resource }) => resource)
    .filter((resource) => READ.has(serviceOf(resource)) && hasUnreadPolicy(role, resource));
  return [
    ...new Set(
      unread.map((resource) => (serviceOf(resource) === 's3' ? (resource.split('/', 1)[0] ?? '') : resource)),
    ),
  ].sort();
}
