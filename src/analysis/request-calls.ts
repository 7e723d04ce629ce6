import type { ParameterValue, ResourceParameter } from '../model/index.js';

/** Names of parameters whose value is the name, ARN or address of a resource: `TableName`, `RoleArn`, `QueueUrl`. */
const NAMES =
  /(?:Name|Names|Arn|ARN|Id|Url|Identifier|Bucket|Path|PhoneNumber)$|^(?:Role|WorkGroup|cluster|topic|taskDefinition|jobQueue|jobDefinition|CopySource|CatalogId|Resource|Source|Key)$/;

/** Parameters that are lists of requests. */
const LISTS: ReadonlySet<string> = new Set(['TransactItems', 'Entries']);
/** Parameters whose keys name resources → the parameter that names one in other requests. */
const KEYED: ReadonlyMap<string, string> = new Map([['RequestItems', 'TableName']]);
/** What a request in a transaction does: `{ Put: { TableName } }`. */
const STEPS: ReadonlySet<string> = new Set(['ConditionCheck', 'Delete', 'Get', 'Put', 'Update']);

export type RequestCall = readonly ResourceParameter[];

/** An object that a value can be. */
export interface RequestObject<Value> {
  /** Its properties by name. Under `*` stand those whose name the code computes. */
  readonly slots: ReadonlyMap<string, Value>;
  /** The computed names: a variable of the environment, or null for a name that the code does not show. */
  readonly keys: readonly (ParameterValue | null)[];
}

/** How the analysis of a language looks at values. */
export interface RequestView<Value> {
  /** The objects and lists that a value can be. */
  objectsIn(value: Value): readonly RequestObject<Value>[];
  /** Whether a value is one of these, and nothing else. */
  isObject(value: Value): boolean;
  /** A value that is one text, or one variable. */
  valueOf(value: Value): ParameterValue | null;
}

/** Calls of an operation that an answer keeps. */
const SHOWN_CALLS = 20;

/** The most elements of a list that are looked at. The requests in a longer list count as unknown. */
const MOST_ELEMENTS = 1_000;

/** Calls, each once; of too many the first ones, and one that shows nothing. */
export function distinctCalls(calls: readonly RequestCall[]): RequestCall[] {
  const distinct = [...new Map(calls.map((call) => [JSON.stringify(call), call])).values()];
  return distinct.length > SHOWN_CALLS ? [...distinct.slice(0, SHOWN_CALLS), []] : distinct;
}

/** Finds the parameters of requests that name resources. */
export class RequestCalls<Value> {
  private readonly view: RequestView<Value>;

  constructor(view: RequestView<Value>) {
    this.view = view;
  }

  /** One call for a request, or one for each of the requests in it. */
  in(slots: ReadonlyMap<string, Value>): RequestCall[] {
    const own = this.named(slots);
    const inner = [...slots].flatMap(([name, value]) => {
      const keyed = KEYED.get(name);
      if (keyed !== undefined) return this.keyed(value, keyed);
      return LISTS.has(name) ? this.listed(value) : [];
    });
    return inner.length === 0 ? [own] : inner.map((call) => [...own, ...call]);
  }

  private named(slots: ReadonlyMap<string, Value>): ResourceParameter[] {
    return [...slots].flatMap(([name, value]) =>
      NAMES.test(name) ? [{ name, value: this.view.valueOf(value) }] : [],
    );
  }

  /** The requests in a list; an empty one for those that code does not show. */
  private listed(value: Value): RequestCall[] {
    const elements = [...new Set(this.view.objectsIn(value).flatMap(({ slots }) => [...slots.values()]))];
    if (elements.length > MOST_ELEMENTS) return [[]];
    const isWhole =
      this.view.isObject(value) && elements.length > 0 && elements.every((one) => this.isShown(one));
    const calls = elements.flatMap((element) =>
      this.view.objectsIn(element).flatMap(({ slots }) => this.entry(slots)),
    );
    return isWhole ? calls : [...calls, []];
  }

  private isShown(element: Value): boolean {
    return this.view.isObject(element) && this.view.objectsIn(element).every(({ keys }) => keys.length === 0);
  }

  /** An element of a list: `{ Put: { TableName } }`, or a request itself. Its `Id` is its number in the list, and names nothing. */
  private entry(slots: ReadonlyMap<string, Value>): RequestCall[] {
    const steps = [...slots].filter(([name]) => STEPS.has(name));
    if (steps.length === 0) return [this.named(slots).filter(({ name }) => name !== 'Id')];
    return steps.flatMap(([name, value]) => {
      const inner = this.view.objectsIn(value).map((one) => this.named(one.slots));
      const calls = this.view.isObject(value) ? inner : [...inner, []];
      return calls.map((call) => [{ name, value: null }, ...call]);
    });
  }

  /** The resources that the keys of an object name. */
  private keyed(value: Value, name: string): RequestCall[] {
    const objects = this.view.objectsIn(value);
    const keys = objects.flatMap(({ slots, keys: computed }): (ParameterValue | null)[] => [
      ...[...slots.keys()].flatMap((text) => (text === '*' ? [] : [{ kind: 'literal' as const, text }])),
      ...computed,
    ]);
    const calls = keys.map((key) => [{ name, value: key }]);
    return this.view.isObject(value) && calls.length > 0 ? calls : [...calls, []];
  }
}
