import { entriesOf, field, fieldAt, itemsOf, stringOf, stringsOf } from '../data.js';

/** A resource or data source of a Terraform plan or state, modules flattened. */
export interface TerraformResource {
  /** `module.api.aws_lambda_function.screen["a"]` */
  readonly address: string;
  /** Address of its module, '' at the root. */
  readonly module: string;
  readonly type: string;
  readonly values: unknown;
  /** What its configuration says, for values that are only known after the apply; undefined in a state. */
  readonly expressions: unknown;
}

/** Modules inside modules. */
const MAX_DEPTH = 40;

/** `module.a[0].module.b["x"]` → `module.a.module.b`: configuration has no instance keys. */
function withoutKeys(address: string): string {
  return address.replaceAll(/\[(?:\d{1,20}|"(?:[^"\\]|\\.){0,500}")\]/g, '');
}

/** Expressions by address without instance keys. */
function readConfiguration(module: unknown, prefix: string, depth = 0): [string, unknown][] {
  if (depth > MAX_DEPTH) return [];
  const own = itemsOf(field(module, 'resources')).map((resource): [string, unknown] => {
    return [`${prefix}${stringOf(field(resource, 'address')) ?? ''}`, field(resource, 'expressions')];
  });
  const calls = entriesOf(field(module, 'module_calls')).flatMap(([name, call]) =>
    readConfiguration(field(call, 'module'), `${prefix}module.${name}.`, depth + 1),
  );
  return [...own, ...calls];
}

type Expressions = ReadonlyMap<string, unknown>;

function readModule(module: unknown, expressions: Expressions, depth = 0): TerraformResource[] {
  if (depth > MAX_DEPTH) return [];
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
        expressions: expressions.get(withoutKeys(address)),
      },
    ];
  });
  return [
    ...own,
    ...itemsOf(field(module, 'child_modules')).flatMap((child) => readModule(child, expressions, depth + 1)),
  ];
}

/**
 * Resources of `terraform show -json`: of a plan what is planned, and the data sources read before it; of a state what is there.
 * https://developer.hashicorp.com/terraform/internals/json-format
 */
export function terraformResources(json: unknown): TerraformResource[] {
  const expressions = new Map(readConfiguration(fieldAt(json, 'configuration', 'root_module'), ''));
  // Of what was there before the plan only data sources count: any other resource that is not planned is being destroyed.
  const planned = fieldAt(json, 'planned_values', 'root_module');
  const prior = fieldAt(json, 'prior_state', 'values', 'root_module');
  const read = readModule(prior, expressions).filter(({ address }) => isDataSource(address));
  const current =
    planned === undefined
      ? readModule(fieldAt(json, 'values', 'root_module'), expressions)
      : [...read, ...readModule(planned, expressions)];
  return [...new Map(current.map((resource) => [resource.address, resource])).values()];
}

function isDataSource(address: string): boolean {
  return /(?:^|\.)data\.[a-z0-9_]{1,100}\.[^.]{1,300}$/.test(withoutKeys(address));
}

export function textValueOf({ values }: TerraformResource, name: string): string | null {
  return stringOf(field(values, name)) || null;
}

/** Addresses without instance keys that an argument's expression refers to, in full. */
function referencesOf({ module, expressions }: TerraformResource, argument: string): string[] {
  const prefix = module === '' ? '' : `${withoutKeys(module)}.`;
  return stringsOf(fieldAt(expressions, argument, 'references')).map(
    (reference) => `${prefix}${withoutKeys(reference)}`,
  );
}

/** Resources that an argument refers to, each once, in the order of the configuration. */
export function referredBy(
  resource: TerraformResource,
  argument: string,
  resources: readonly TerraformResource[],
): TerraformResource[] {
  const found = referencesOf(resource, argument).flatMap((reference) =>
    resources.filter(({ address }) => {
      const plain = withoutKeys(address);
      return reference === plain || reference.startsWith(`${plain}.`);
    }),
  );
  return [...new Set(found)];
}
