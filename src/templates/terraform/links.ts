import { stringOf } from '../data.js';
import { textValueOf, valuesAt, type TerraformResource, type TerraformResources } from './resources.js';

/** Attributes by which resources name each other once they are applied. */
const NAMES = ['id', 'arn', 'name', 'function_name', 'bucket', 'url', 'execution_arn'];

/** Finds the resources that others name: by reference in a plan, by value in a state. */
export interface Links {
  readonly resources: TerraformResources;
  /** @param path of the argument, with the blocks around it: `target.arn`. */
  linked(resource: TerraformResource, path: string, types: readonly string[]): readonly TerraformResource[];
  /** The resources of some types that name this one by an argument. */
  naming(resource: TerraformResource, path: string, types: readonly string[]): readonly TerraformResource[];
  /** Functions that an argument names, also by an ARN around theirs. */
  functions(resource: TerraformResource, path: string): readonly TerraformResource[];
}

type ByName = ReadonlyMap<string, readonly TerraformResource[]>;

function groups(entries: readonly (readonly [string, TerraformResource])[]): ByName {
  const found = new Map<string, TerraformResource[]>();
  for (const [key, resource] of entries) {
    const list = found.get(key) ?? [];
    list.push(resource);
    found.set(key, list);
  }
  return found;
}

function textsAt({ values }: TerraformResource, path: string): string[] {
  return valuesAt(values, path).flatMap((value) => stringOf(value) || []);
}

/** `arn:aws:apigateway:…:functions/arn:aws:lambda:…:function:store:live/invocations` → `store`. */
function functionName(text: string): string {
  return /:function:([\w-]{1,140})/.exec(text)?.[1] ?? text;
}

/** Remembers what a look-up computes, by its key: each would go over all resources. */
function remembered<Value>(compute: (key: string) => Value): (key: string) => Value {
  const known = new Map<string, Value>();
  return (key) => {
    const value = known.get(key) ?? compute(key);
    known.set(key, value);
    return value;
  };
}

export function linksOf(resources: TerraformResources): Links {
  const byName = remembered((types) =>
    groups(
      resources.ofType(...types.split(' ')).flatMap((one) =>
        NAMES.flatMap((name) => {
          const text = textValueOf(one, name);
          return text === null ? [] : [[text, one] as const];
        }),
      ),
    ),
  );
  const linked: Links['linked'] = (resource, path, types) => {
    const named = textsAt(resource, path).flatMap((text) => byName(types.join(' ')).get(text) ?? []);
    return [...new Set([...resources.referredBy(resource, path, types), ...named])];
  };
  const named = remembered((key) => {
    const [path = '', targets = '', ...types] = key.split(' ');
    return groups(
      resources
        .ofType(...types)
        .flatMap((one) =>
          linked(one, path, targets.split(',')).map(({ address }) => [address, one] as const),
        ),
    );
  });
  return {
    resources,
    linked,
    naming: (resource, path, types) =>
      named([path, resource.type, ...types].join(' ')).get(resource.address) ?? [],
    functions(resource, path) {
      const types = ['aws_lambda_function', 'aws_lambda_alias'];
      const names = textsAt(resource, path).map(functionName);
      const found = [
        ...resources.referredBy(resource, path, types),
        ...names.flatMap((name) => byName('aws_lambda_function').get(name) ?? []),
      ];
      const aliased = found.flatMap((one) =>
        one.type === 'aws_lambda_alias' ? linked(one, 'function_name', ['aws_lambda_function']) : [one],
      );
      return [...new Set(aliased)];
    },
  };
}
