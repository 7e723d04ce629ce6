import { limitOf } from '../../files/index.js';
import { entriesOf, field, fieldAt, itemsOf, stringOf, stringsOf } from '../data.js';
import type { SettingPath } from '../template-facts.js';

/** A resource or data source of a Terraform plan or state, with modules flattened. */
export interface TerraformResource {
  /** `module.api.aws_lambda_function.screen["a"]` */
  readonly address: string;
  /** Address of its module; '' at the root. */
  readonly module: string;
  readonly type: string;
  readonly values: unknown;
  /** Expressions of its configuration, for values that only the apply determines; undefined in a state. */
  readonly expressions: unknown;
  /** Arguments that only the apply determines, as true; undefined in a state. */
  readonly unknown: unknown;
}

/** `module.a[0].module.b["x"]` → `module.a.module.b`: configuration has no instance keys. */
function withoutKeys(address: string): string {
  return address.replaceAll(/\[(?:\d{1,20}|"(?:[^"\\]|\\.){0,500}")\]/g, '');
}

/** Expressions, by address without instance keys. */
function readConfiguration(module: unknown, prefix: string, depth = 0): [string, unknown][] {
  if (depth > limitOf('terraform-modules')) return [];
  const own = itemsOf(field(module, 'resources')).map((resource): [string, unknown] => {
    return [`${prefix}${stringOf(field(resource, 'address')) ?? ''}`, field(resource, 'expressions')];
  });
  const calls = entriesOf(field(module, 'module_calls')).flatMap(([name, call]) =>
    readConfiguration(field(call, 'module'), `${prefix}module.${name}.`, depth + 1),
  );
  return [...own, ...calls];
}

/** Facts about resources that stand beside their values. */
interface Beside {
  /** By address without instance keys. */
  readonly expressions: ReadonlyMap<string, unknown>;
  /** By address. */
  readonly unknown: ReadonlyMap<string, unknown>;
}

function readModule(module: unknown, beside: Beside, depth = 0): TerraformResource[] {
  if (depth > limitOf('terraform-modules')) return [];
  const own = itemsOf(field(module, 'resources')).flatMap((resource): TerraformResource[] => {
    const address = stringOf(field(resource, 'address'));
    const type = stringOf(field(resource, 'type'));
    if (address === null || type === null) return [];
    return [
      {
        address,
        type,
        module: stringOf(field(module, 'address')) ?? '',
        values: field(resource, 'values'),
        expressions: beside.expressions.get(withoutKeys(address)),
        unknown: beside.unknown.get(address),
      },
    ];
  });
  return [
    ...own,
    ...itemsOf(field(module, 'child_modules')).flatMap((child) => readModule(child, beside, depth + 1)),
  ];
}

/** Whether modules are nested deeper than the limit. */
export function hasDeeperModules(json: unknown): boolean {
  const planned = fieldAt(json, 'planned_values', 'root_module');
  let level = [planned ?? fieldAt(json, 'values', 'root_module')];
  for (let depth = 0; depth <= limitOf('terraform-modules') && level.length > 0; depth += 1)
    level = level.flatMap((module) => itemsOf(field(module, 'child_modules')));
  return level.length > 0;
}

/** The resources of one plan or state, and the references between them. */
export interface TerraformResources {
  ofType(...types: readonly string[]): readonly TerraformResource[];
  /**
   * Resources of these types that an argument refers to, each once, in configuration order.
   * @param argument with the blocks around it: `target.arn`.
   */
  referredBy(
    resource: TerraformResource,
    argument: string,
    types: readonly string[],
  ): readonly TerraformResource[];
}

function isDataSource(address: string): boolean {
  return /(?:^|\.)data\.[a-z0-9_]{1,100}\.[^.]{1,300}$/.test(withoutKeys(address));
}

function currentResources(json: unknown): TerraformResource[] {
  const beside: Beside = {
    expressions: new Map(readConfiguration(fieldAt(json, 'configuration', 'root_module'), '')),
    unknown: new Map(
      itemsOf(field(json, 'resource_changes')).map((change) => [
        stringOf(field(change, 'address')) ?? '',
        fieldAt(change, 'change', 'after_unknown'),
      ]),
    ),
  };
  const planned = fieldAt(json, 'planned_values', 'root_module');
  if (planned === undefined) return readModule(fieldAt(json, 'values', 'root_module'), beside);
  // Of the prior state only data sources count: a resource that is not planned will be destroyed.
  const prior = readModule(fieldAt(json, 'prior_state', 'values', 'root_module'), beside);
  return [...prior.filter(({ address }) => isDataSource(address)), ...readModule(planned, beside)];
}

function groupedBy<T>(values: readonly T[], keyOf: (value: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const group = groups.get(keyOf(value)) ?? [];
    group.push(value);
    groups.set(keyOf(value), group);
  }
  return groups;
}

/** Prefixes of a reference (`a.b.c`, `a.b`, `a`), because it may name a resource or an attribute of one. */
function prefixesOf(reference: string): string[] {
  const parts = reference.split('.').slice(0, limitOf('terraform-modules') * 2);
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('.'));
}

/** The values at a path (`target.arn`); a block that can be repeated is a list, whose elements all count. */
export function valuesAt(value: unknown, path: string): readonly unknown[] {
  const parts = path.split('.');
  return parts.reduce<readonly unknown[]>(
    (found, name) =>
      found.flatMap((one) => (Array.isArray(one) ? itemsOf(one) : [one])).map((one) => field(one, name)),
    [value],
  );
}

/** Full addresses, without instance keys, that an argument's expression refers to. */
function referencesOf({ module, expressions }: TerraformResource, argument: string): string[] {
  const prefix = module === '' ? '' : `${withoutKeys(module)}.`;
  const found = valuesAt(expressions, argument).flatMap((one) => stringsOf(field(one, 'references')));
  return found.map((reference) => `${prefix}${withoutKeys(reference)}`);
}

/**
 * Resources of `terraform show -json`: the planned resources and the data sources of a plan, or all resources of a
 * state. https://developer.hashicorp.com/terraform/internals/json-format
 */
export function terraformResources(json: unknown): TerraformResources {
  const distinct = new Map(currentResources(json).map((resource) => [resource.address, resource]));
  const all = [...distinct.values()];
  const byType = groupedBy(all, ({ type }) => type);
  const byAddress = groupedBy(all, ({ address }) => withoutKeys(address));
  return {
    ofType: (...types) => types.flatMap((type) => byType.get(type) ?? []),
    referredBy(resource, argument, types) {
      const found = referencesOf(resource, argument).flatMap((reference) => {
        const address = prefixesOf(reference).find((prefix) => byAddress.has(prefix));
        return byAddress.get(address ?? '') ?? [];
      });
      return [...new Set(found)].filter(({ type }) => types.includes(type));
    },
  };
}

/** Argument of a resource that says who may cause the events of its trigger. */
const DECIDING: ReadonlyMap<string, string> = new Map([
  ['aws_lambda_function_url', 'authorization_type'],
  ['aws_lambda_permission', 'principal'],
  ['aws_api_gateway_method', 'authorization'],
  ['aws_apigatewayv2_route', 'authorization_type'],
]);

/** Path of the argument that decides about the trigger of a resource. */
export function decidingPath({ address, type }: TerraformResource): SettingPath {
  return [address, ...[DECIDING.get(type) ?? []].flat()];
}

export function textValueOf({ values }: TerraformResource, name: string): string | null {
  return stringOf(field(values, name)) || null;
}
