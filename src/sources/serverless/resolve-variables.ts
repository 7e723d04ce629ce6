import { limitOf } from '../../files/index.js';
import { entriesOf, field, itemsOf, recordOf } from '../../templates/index.js';
import { innermostVariable, type VariableSource } from './variable-syntax.js';
import { isMarked, markOf, openText } from './variable-text.js';

/** Where a value of the resolved service was written: a path of keys in a file. */
export interface Origin {
  /** The file as the variable writes it; null for the service's own. */
  readonly file: string | null;
  readonly keys: readonly string[];
}

/** A service whose variables are resolved, as far as its files know them. */
export interface ResolvedService {
  readonly data: unknown;
  /** Values that stand elsewhere, by `originKey` of their path in `data`. */
  readonly origins: ReadonlyMap<string, Origin>;
}

/** Reads a file that a variable names. @returns undefined if it is not there, null if its content is not known. */
export type ReadIncluded = (path: string) => Promise<{ readonly data: unknown } | null | undefined>;

export function originKey(keys: readonly string[]): string {
  return JSON.stringify(keys);
}

/** What a source of a variable gives. `unset`: its next alternative counts. `unknown`: only the deployment knows the value. */
type Result =
  | { readonly is: 'value'; readonly value: unknown; readonly origin: Origin | null }
  | { readonly is: 'unset' | 'unknown' };

const UNSET: Result = { is: 'unset' };
const UNKNOWN: Result = { is: 'unknown' };

/** Variables that stand for a setting of the provider. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['sls:stage', 'provider.stage'],
  ['aws:region', 'provider.region'],
]);

/** What the framework takes where the service says nothing. */
const DEFAULTS: ReadonlyMap<string, string> = new Map([
  ['provider.stage', 'dev'],
  ['provider.region', 'us-east-1'],
]);

type Address = VariableSource & { readonly kind: 'address' };

interface At {
  /** Path in the resolved service; null inside of a variable. */
  readonly keys: readonly string[] | null;
  readonly depth: number;
  /** Arguments of `Fn::Sub`, which CloudFormation resolves further. */
  readonly inSub: boolean;
}

function inVariable(depth: number): At {
  return { keys: null, depth: depth + 1, inSub: false };
}

function below({ keys, depth, inSub }: At, key: string): At {
  return { keys: keys && [...keys, key], depth: depth + 1, inSub: inSub || key === 'Fn::Sub' };
}

function literal(value: string | number | boolean | null): Result {
  return value === null ? UNSET : { is: 'value', value, origin: null };
}

function truth(text: string): Result {
  if (/^(?:true|1)$/i.test(text)) return { is: 'value', value: true, origin: null };
  return /^(?:false|0|null)$/i.test(text) ? { is: 'value', value: false, origin: null } : UNKNOWN;
}

function isScalar(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

function namesIn(address: string): readonly string[] {
  return address === '' ? [] : address.split('.');
}

class Resolver {
  readonly origins = new Map<string, Origin>();
  private left = limitOf('template-values');
  private readonly root: unknown;
  private readonly read: ReadIncluded;

  constructor(root: unknown, read: ReadIncluded) {
    this.root = root;
    this.read = read;
  }

  private count(depth: number): void {
    this.left -= 1;
    if (this.left < 0 || depth > limitOf('template-depth')) throw new RangeError('service too complex');
  }

  async resolve(value: unknown, at: At): Promise<unknown> {
    this.count(at.depth);
    if (typeof value === 'string') return value.includes('${') ? this.resolveText(value, at) : value;
    if (Array.isArray(value)) {
      const items: unknown[] = [];
      for (const [index, item] of itemsOf(value).entries())
        items.push(await this.resolve(item, below(at, String(index))));
      return items;
    }
    const record = recordOf(value);
    return record ? this.resolveRecord(record, at) : value;
  }

  /** Own keys count before those that `<<` merges. */
  private async resolveRecord(value: object, at: At): Promise<unknown> {
    const record = Object.create(null) as Record<string, unknown>;
    const merged: unknown[] = [];
    for (const [key, child] of entriesOf(value)) {
      const resolved = await this.resolve(child, below(at, key));
      if (key === '<<') merged.push(...(Array.isArray(resolved) ? itemsOf(resolved) : [resolved]));
      else record[key] = resolved;
    }
    for (const [key, one] of merged.flatMap(entriesOf)) record[key] ??= one;
    return record;
  }

  private async resolveText(text: string, at: At): Promise<unknown> {
    const kept: string[] = [];
    const found = await this.expand(text, at.depth, kept);
    if (kept.length > 0) return openText(String(found.value), kept, at.inSub);
    if (found.origin === null && isScalar(found.value)) return found.value;
    if (at.keys && found.origin) this.origins.set(originKey(at.keys), found.origin);
    return this.resolve(found.value, { ...at, depth: at.depth + 1 });
  }

  /** The value of a text that is one variable; else the text, with marks for the parts that it keeps. */
  private async expand(text: string, depth: number, kept: string[]): Promise<Result & { is: 'value' }> {
    let rest = text;
    for (;;) {
      this.count(depth);
      const found = rest.length > limitOf('template-text') ? null : innermostVariable(rest);
      if (!found) return { is: 'value', value: rest, origin: null };
      const { start, end, sources } = found;
      const written = rest.slice(start, end);
      const result = sources && !isMarked(written) ? await this.ofSources(sources, depth + 1) : UNKNOWN;
      if (result.is === 'value' && written === rest) return result;
      const known = await this.textOf(result, depth);
      if (known === null) kept.push(written);
      rest = rest.slice(0, start) + (known ?? markOf(kept.length - 1)) + rest.slice(end);
    }
  }

  private async textOf(result: Result, depth: number): Promise<string | null> {
    const value = result.is === 'value' ? await this.resolve(result.value, inVariable(depth)) : null;
    return isScalar(value) ? String(value) : null;
  }

  private async ofSources(sources: readonly (VariableSource | null)[], depth: number): Promise<Result> {
    for (const source of sources) {
      if (source === null) return UNKNOWN;
      const isLiteral = source.kind === 'literal';
      const found = isLiteral ? literal(source.value) : await this.ofAddress(source, depth);
      if (found.is !== 'unset') return found;
    }
    return UNKNOWN;
  }

  private async ofAddress(source: Address, depth: number): Promise<Result> {
    const { type, parameter, address } = source;
    if (type === 'file') return this.included(parameter, address, depth);
    if (type === 'param') return this.parameter(address, depth);
    if (type === 'strToBool') return truth(parameter);
    const path = type === 'self' ? address : ALIASES.get(`${type}:${address}`);
    if (path) return this.self(path, depth);
    // The command line and the environment are those of the deployment: only a default after them is known.
    return type === 'opt' || type === 'env' ? UNSET : UNKNOWN;
  }

  private async self(address: string, depth: number): Promise<Result> {
    const start: Result = { is: 'value', value: this.root, origin: { file: null, keys: [] } };
    const found = await this.walk(start, namesIn(address), depth);
    const value = DEFAULTS.get(address);
    return found.is === 'unset' && value !== undefined ? { is: 'value', value, origin: null } : found;
  }

  /** A parameter of the stage, else of all stages. https://www.serverless.com/framework/docs/guides/parameters */
  private async parameter(name: string, depth: number): Promise<Result> {
    const found = await this.self('provider.stage', depth);
    const stage = found.is === 'value' ? await this.resolve(found.value, inVariable(depth)) : null;
    const ofStage = typeof stage === 'string' ? await this.self(`params.${stage}.${name}`, depth) : UNSET;
    return ofStage.is === 'unset' ? this.self(`params.default.${name}`, depth) : ofStage;
  }

  private async included(file: string, address: string, depth: number): Promise<Result> {
    const found = await this.read(file);
    if (!found) return found === null ? UNKNOWN : UNSET;
    const start: Result = { is: 'value', value: found.data, origin: { file, keys: [] } };
    return this.walk(start, namesIn(address), depth);
  }

  /** The value at a path of keys; values on the way may be variables. */
  private async walk(start: Result, names: readonly string[], depth: number): Promise<Result> {
    let found = start;
    for (const name of names) {
      if (found.is === 'value' && typeof found.value === 'string') {
        const kept: string[] = [];
        found = await this.expand(found.value, depth + 1, kept);
        if (kept.length > 0) return UNKNOWN;
      }
      if (found.is !== 'value') return found;
      const { value, origin }: Result & { is: 'value' } = found;
      const next = Array.isArray(value) ? itemsOf(value)[Number(name)] : field(value, name);
      if (next === undefined || next === null) return UNSET;
      found = { is: 'value', value: next, origin: origin && { ...origin, keys: [...origin.keys, name] } };
    }
    return found;
  }
}

/**
 * Resolves the variables of a service: `self`, `file`, `param`, `sls:stage`, `aws:region`, `strToBool`, and the defaults
 * of others. A value that only the deployment knows becomes a reference that CloudFormation's readers do not know.
 * @throws RangeError when the service is too large or too deep.
 */
export async function resolveVariables(root: unknown, read: ReadIncluded): Promise<ResolvedService> {
  const resolver = new Resolver(root, read);
  const data = await resolver.resolve(root, { keys: [], depth: 0, inSub: false });
  return { data, origins: resolver.origins };
}
