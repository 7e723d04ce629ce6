import type { SchemaUse } from '../../model/index.js';
import {
  FlowNode,
  PLAIN,
  type CallSite,
  type Flow,
  type MarkToken,
  type Token,
} from '../../program/index.js';
import type { SchemaFunctions } from '../call-names.js';
import { RestrictedData, type Schema } from './restricted-data.js';
import { isTaint, type Taints, type TaintToken } from './taint.js';

/** A function of a library of schemas, perhaps a method of a schema. */
interface SchemaFunction {
  readonly kind: 'schema-function';
  readonly functions: SchemaFunctions;
  readonly name: string;
  readonly of: MarkToken | null;
}

type Found = (token: Token) => void;

function markOf<Mark extends { readonly kind: string }>(token: Token, kind: Mark['kind']): Mark | null {
  const mark = token.kind === 'mark' ? (token.mark as Partial<Mark>) : null;
  return mark?.kind === kind ? (mark as Mark) : null;
}

interface Proof {
  readonly data: TaintToken;
  /** The arguments of the call that checked it. */
  readonly given: readonly FlowNode[];
  readonly found: Found;
}

/** Schemas that code makes by libraries, and data that it lets through them. */
export class Schemas {
  private readonly table: ReadonlyMap<string, SchemaFunctions>;
  private readonly taints: Taints;
  private readonly restricted: RestrictedData;
  private readonly made = new Map<CallSite, { readonly token: MarkToken; readonly base: FlowNode }>();
  private readonly methods = new Map<Token, Map<string, MarkToken>>();

  constructor(table: ReadonlyMap<string, SchemaFunctions>, taints: Taints) {
    this.table = table;
    this.taints = taints;
    this.restricted = new RestrictedData(taints);
  }

  /** The schema that a call makes, once for each call: code that makes schemas in a loop makes one. */
  private schemaAt(flow: Flow, site: CallSite, { functions, name, of }: SchemaFunction): MarkToken {
    const known = this.made.get(site);
    const base = known?.base ?? new FlowNode();
    if (of) flow.propagation.add(base, of);
    if (known) return known.token;
    const { kind } = functions.of(name);
    const schema: Schema = { kind: 'schema', part: kind, hasBase: of !== null, site, base };
    const token: MarkToken = { kind: 'mark', mark: { ...schema, functions } };
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

  private functionOf(callee: Token): SchemaFunction | null {
    const method = markOf<SchemaFunction>(callee, 'schema-function');
    if (method) return method;
    const schema = markOf<Schema & { readonly functions: SchemaFunctions }>(callee, 'schema');
    // A schema that is called is a function that checks data.
    if (schema && callee.kind === 'mark')
      return { kind: 'schema-function', functions: schema.functions, name: '()', of: callee };
    const functions = callee.kind === 'outside' ? this.table.get(callee.module) : undefined;
    if (!functions || callee.kind !== 'outside') return null;
    return { kind: 'schema-function', functions, name: callee.path.at(-1) ?? '', of: null };
  }

  /** Code calls a function of a library, or a method of a schema. @returns false if it calls something else */
  invoke(flow: Flow, site: CallSite, callee: Token): boolean {
    const called = this.functionOf(callee);
    // What `new` makes, and what a module gives that is called itself, has the library's functions.
    if (!called || site.isNew || called.name === '') return false;
    const { uses, checks, kind } = called.functions.of(called.name);
    const use = uses.find(({ schema }) => (schema === undefined) === (called.of !== null));
    if (use) this.pass(flow, site, { ...use, of: called.of });
    else if (called.name === '()' || (checks.length > 0 && kind === null))
      flow.propagation.add(site.result, PLAIN);
    else flow.propagation.add(site.result, this.schemaAt(flow, site, called));
    return true;
  }

  private pass(
    flow: Flow,
    { args, result }: CallSite,
    use: Omit<SchemaUse, 'names'> & Pick<SchemaFunction, 'of'>,
  ): void {
    const data = args[use.data];
    const schema = use.schema === undefined ? undefined : args[use.schema];
    if (!data) return;
    const give = (token: Token): void => {
      const { field } = use;
      const isWrapped = field !== undefined && isTaint(token);
      flow.propagation.add(result, isWrapped ? this.taints.inField(token, field) : token);
    };
    flow.propagation.listen(data, (token) => {
      if (!isTaint(token)) return;
      if (use.of) this.restricted.pass({ flow, data: this.taints.bare(token) }, use.of, give);
      if (schema)
        flow.propagation.listen(schema, (each) => {
          this.restricted.pass({ flow, data: this.taints.bare(token) }, each, give);
        });
    });
  }

  /** What data is once code has checked it by a function of a schema. @returns false if the function is none */
  prove(flow: Flow, callee: Token, { data, given, found }: Proof): boolean {
    const called = this.functionOf(callee);
    if (!called) return false;
    const [check] = called.functions.of(called.name).checks;
    const schema = check?.schema === undefined ? undefined : given[check.schema];
    const passing = { flow, data: this.taints.bare(data) };
    if (called.of && (check || called.name === '()')) this.restricted.pass(passing, called.of, found);
    else if (check && schema)
      flow.propagation.listen(schema, (each) => {
        this.restricted.pass(passing, each, found);
      });
    else found(data);
    return true;
  }
}
