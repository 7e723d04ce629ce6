import type { EnvironmentReference } from '../../model/index.js';
import { literalReference } from '../../templates/index.js';
import { protectedResource, type ProtectedResource } from '../sources/policy-text.js';
import type { RoleFacts } from './roles.js';

/** ARNs without a pattern in them that policies of a role allow something on. */
function namedArns({ policies }: RoleFacts): string[] {
  const granting = policies.filter(({ kind }) => kind !== 'boundary');
  const allowed = granting
    .flatMap(({ statements }) => statements ?? [])
    .filter(({ effect }) => effect === 'Allow')
    .flatMap(({ resources }) => resources);
  return [...new Set(allowed)].filter((arn) => /^arn:[^*?$]{1,2000}(?:\/\*)?$/.test(arn));
}

/** `table/orders/index/*` → `orders`; of a secret without the characters that AWS adds. */
function nameIn(arn: string): string {
  const [, , service = '', , , ...rest] = arn.split(':');
  const resource = rest.join(':');
  const [first = '', second = ''] = resource.split(/[/:]/);
  if (service === 's3' || service === 'sqs' || service === 'sns') return first;
  if (service === 'secretsmanager') return resource.replace(/^secret:/, '').replace(/-\w{6}$/, '');
  return service === 'ssm' ? resource.replace(/^parameter/, '') : second;
}

/** ARNs that policies of a role name, by the name of the resource. */
export type NamedResources = ReadonlyMap<string, readonly string[]>;

/** The resources that a role names. */
export function namedResources(role: RoleFacts): NamedResources {
  const found = new Map<string, string[]>();
  for (const arn of namedArns(role)) {
    const whole = protectedResource(arn)?.arn ?? arn;
    const name = nameIn(whole);
    if (name === '' || /[*?]/.test(whole)) continue;
    found.set(name, [...new Set([...(found.get(name) ?? []), whole])]);
  }
  return found;
}

/**
 * What variables name, without keeping any value that the store has not: ARNs, addresses of queues, and names of resources that
 * policies of the function's own role name.
 */
export function variableReferences(
  variables: Readonly<Record<string, string>>,
  named: NamedResources,
): EnvironmentReference[] {
  return Object.entries(variables).flatMap(([name, value]) => {
    const arns = named.get(value) ?? [];
    if (arns.length === 0) return literalReference(name, value);
    return arns.map((arn): EnvironmentReference => ({
      name,
      kind: 'arn',
      service: arn.split(':', 3)[2] ?? null,
      value: arn,
    }));
  });
}

/** The resources whose policies may say something about a role: those that it names, and those that variables name. */
export function resourcesOfRole(
  role: RoleFacts | undefined,
  references: readonly EnvironmentReference[],
): ProtectedResource[] {
  const arns = [...(role ? namedArns(role) : []), ...references.map(({ value }) => value)];
  const found = arns.flatMap((arn) => protectedResource(arn) ?? []);
  return [...new Map(found.map((one) => [one.arn, one])).values()];
}
