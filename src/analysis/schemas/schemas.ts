import type { SchemaKind, SchemaUse } from '../../model/index.js';
import {
  FlowNode,
  PLAIN,
  ObjectToken,
  type CallSite,
  type CheckingCall,
  type Flow,
  type MarkToken,
  type Token,
} from '../../program/index.js';
import { HOW_SHOWN, isNeverTold, usesOf, type SchemaFunctions } from './schema-functions.js';
import type { Found } from './data-shape.js';
import { DecoratedFields } from './decorated-fields.js';
import type { Passing } from './in-turn.js';
import { RestrictedData } from './restricted-data.js';
import type { Schema } from './schema.js';
import { isTaint, type Taints, type TaintToken } from './taint.js';

/** A function of a library of schemas, perhaps a method of a schema. */
interface SchemaFunction {
  readonly kind: 'schema-function';
  readonly functions: SchemaFunctions;
  readonly name: string;
  readonly of: MarkToken | null;
}

/** The name of what a module exports in place of an object. */
const MODULE = 'default';

function markOf<Mark extends { readonly kind: string }>(token: Token, kind: Mark['kind']): Mark | null {
  const mark = token.kind === 'mark' ? (token.mark as Partial<Mark>) : null;
  return mark?.kind === kind ? (mark as Mark) : null;
}

interface Proof extends Pick<CheckingCall, 'parameter' | 'field' | 'shows' | 'isAwaited'> {
  readonly data: TaintToken;
  /** The arguments of the call that checked it. */
  readonly given: readonly FlowNode[];
  readonly found: Found;
}

/** The use of a function by which code has shown that data fits. A promise shows it once code has waited for it. */
function shownUse({ functions, name }: SchemaFunction, how: Omit<Proof, 'data' | 'given' | 'found'>) {
  return usesOf(functions, name).find(
    ({ fails, data, dataIn }) =>
      HOW_SHOWN[fails] === how.shows &&
      (fails !== 'rejects' || how.isAwaited) &&
      data === how.parameter &&
      dataIn === how.field,
  );
}

/** An argument, or a property of the objects that it is: all of what is no object. */
function partOf(flow: Flow, value: FlowNode, name: string | undefined): FlowNode {
  if (name === undefined) return value;
  const part = new FlowNode();
  flow.propagation.listen(value, (token) => {
    if (token instanceof ObjectToken) flow.propagation.edge(flow.properties.lookup(token, name), part);
    else flow.propagation.add(part, token);
  });
  return part;
}

/** Schemas that code makes by libraries, and data that it lets through them. */
export class Schemas {
  private readonly table: ReadonlyMap<string, SchemaFunctions>;
  private readonly taints: Taints;
  private readonly restricted: RestrictedData;
  private readonly made = new Map<CallSite, { readonly token: MarkToken; readonly base: FlowNode }>();
  private readonly methods = new Map<Token, Map<string, MarkToken>>();

  /** Decorators of fields of the program's classes. */
  readonly fields = new DecoratedFields();

  constructor(table: ReadonlyMap<string, SchemaFunctions>, taints: Taints) {
    this.table = table;
    this.taints = taints;
    this.restricted = new RestrictedData(taints, this.fields, (token) => this.partOf(token));
  }

  /** The schema that a call makes, once for each call: code that makes schemas in a loop makes one. */
  private schemaAt(flow: Flow, site: CallSite, { functions, name, of }: SchemaFunction): MarkToken {
    const known = this.made.get(site);
    const base = known?.base ?? new FlowNode();
    if (of) flow.propagation.add(base, of);
    if (known) return known.token;
    const { kind, schemaIn, fieldsOf, isClosed } = functions.of(name);
    const schema: Schema = {
      kind: 'schema',
      part: kind,
      schemaIn,
      fieldsOf,
      isClosed,
      hasBase: of !== null,
      site,
      base,
    };
    const token: MarkToken = { kind: 'mark', mark: { ...schema, functions } };
    if (kind === 'store') this.restricted.named.add(flow, site);
    this.made.set(site, { token, base });
    return token;
  }

  /** Code reads a property of a schema. @returns false if the value is none */
  read(flow: Flow, token: Token, { name, out }: { readonly name: string; readonly out: FlowNode }): boolean {
    const schema = markOf<Schema & { readonly functions: SchemaFunctions }>(token, 'schema');
    if (!schema || token.kind !== 'mark') return false;
    const known = this.methods.get(token) ?? new Map<string, MarkToken>();
    this.methods.set(token, known);
    const method: SchemaFunction = {
      kind: 'schema-function',
      functions: schema.functions,
      name,
      of: token,
    };
    const made: MarkToken = known.get(name) ?? { kind: 'mark', mark: method };
    known.set(name, made);
    flow.propagation.add(out, made);
    return true;
  }

  /** What a member of a library is that code uses as a schema without a call: `t.string`. */
  private partOf(token: Token): SchemaKind | null {
    const functions = token.kind === 'outside' ? this.table.get(token.module) : undefined;
    return (token.kind === 'outside' && functions?.of(token.path.at(-1) ?? '').kind) || null;
  }

  private functionOf(callee: Token): SchemaFunction | null {
    const method = markOf<SchemaFunction>(callee, 'schema-function');
    if (method) return method;
    const schema = markOf<Schema & { readonly functions: SchemaFunctions }>(callee, 'schema');
    // A schema that is called is a function that checks data.
    if (schema && callee.kind === 'mark')
      return { kind: 'schema-function', functions: schema.functions, name: '()', of: callee };
    const functions = callee.kind === 'outside' ? this.table.get(callee.module) : undefined;
    if (!functions || callee.kind !== 'outside') return null;
    return { kind: 'schema-function', functions, name: callee.path.at(-1) ?? MODULE, of: null };
  }

  /** Code calls a function of a library, or a method of a schema. @returns false if it calls something else */
  invoke(flow: Flow, site: CallSite, callee: Token): boolean {
    const called = this.functionOf(callee);
    // What `new` makes, and what a module gives that is called itself, has the library's functions.
    if (called && site.isNew) this.restricted.named.addOptions(flow, site, called.functions.of('').schemaIn);
    return called !== null && !site.isNew && this.callKnown(flow, site, called);
  }

  private callKnown(flow: Flow, site: CallSite, called: SchemaFunction): boolean {
    const { uses, checks, instances, kind } = called.functions.of(called.name);
    if (!called.of && called.name === MODULE && kind === null) return false;
    const use = uses.find(({ schema }) => (schema === undefined) === (called.of !== null));
    const [instance] = instances;
    const isCheck = called.name === '()' || (checks.length > 0 && kind === null);
    if (use) return this.use(flow, site, { ...use, of: called.of });
    if (instance) this.make(flow, site, instance);
    else flow.propagation.add(site.result, isCheck ? PLAIN : this.schemaAt(flow, site, called));
    return true;
  }

  /** @returns false if code never looks whether the data fits: the data then counts as unchecked */
  private use(flow: Flow, site: CallSite, use: SchemaUse & Pick<SchemaFunction, 'of'>): boolean {
    const { args, result, scope } = site;
    if (isNeverTold(use, site, flow.sources.get(scope.owner.file) ?? '')) return false;
    const data = args[use.data];
    const schema = use.schema === undefined ? undefined : args[use.schema];
    if (!data) return true;
    const pass = (token: TaintToken, by: Token | null): void => {
      this.restricted.pass({ flow, data: this.taints.bare(token) }, by, give);
    };
    const give = (token: Token): void => {
      const left = use.isList && isTaint(token) ? this.taints.list(flow, token) : token;
      const { field } = use;
      const isWrapped = field !== undefined && isTaint(left);
      flow.propagation.add(result, isWrapped ? this.taints.inField(left, field) : left);
    };
    flow.propagation.listen(partOf(flow, data, use.dataIn), (token) => {
      if (!isTaint(token)) return;
      if (use.of) pass(token, use.of);
      if (schema)
        flow.decide(partOf(flow, schema, use.schemaIn), (by) => {
          pass(token, by);
        });
    });
    return true;
  }

  /** Data becomes an instance of a class, which says later what it lets through. */
  private make(flow: Flow, { args, result }: CallSite, use: SchemaUse): void {
    const [data, schema] = [args[use.data], args[use.schema ?? -1]];
    if (!data || !schema) return;
    flow.propagation.listen(data, (token) => {
      if (!isTaint(token)) return;
      flow.decide(schema, (each) => {
        const isClass = each instanceof ObjectToken && each.form === 'class';
        flow.propagation.add(result, isClass ? this.restricted.instance(flow, token, each) : token);
      });
    });
  }

  /** Calls back with what a schema lets through; null: with the data. */
  pass(passing: Passing, schema: Token | null, found: Found): void {
    this.restricted.pass(passing, schema, found);
  }

  /** Whether a value is a middleware, or a decorator, that lets the event through a schema. */
  isFilter(token: Token): boolean {
    const part = markOf<Schema>(token, 'schema')?.part;
    return part === 'filter' || part === 'parts';
  }

  /** What a function does with the schemas of a route; null if it has nothing to do with them. */
  roleOf(callee: Token): SchemaKind | null {
    const called = callee.kind === 'outside' ? this.functionOf(callee) : null;
    return called?.functions.of(called.name).kind ?? null;
  }

  /** Whether a method of a request gives what a schema of the route let through. */
  isTaking(name: string): boolean {
    return [...this.table.values()].some((functions) => functions.of(name).kind === 'taken');
  }

  /** What data is once code has checked it by a function of a schema. @returns false if the function is none */
  prove(flow: Flow, callee: Token, { data, given, found, ...how }: Proof): boolean {
    const called = this.functionOf(callee);
    if (!called) return false;
    const use = shownUse(called, how);
    const passing = { flow, data: this.taints.bare(data), isOriginal: true };
    const schema = use?.schema === undefined ? undefined : given[use.schema];
    if (!use) found(data);
    else if (schema)
      flow.decide(partOf(flow, schema, use.schemaIn), (each) => {
        this.restricted.pass(passing, each, found);
      });
    else if (called.of) this.restricted.pass(passing, called.of, found);
    // A class that checks its instances.
    else this.restricted.pass(passing, data.mark.shape?.instanceOf ?? null, found);
    return true;
  }
}
