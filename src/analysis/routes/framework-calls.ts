import type { AnyNode } from 'acorn';
import type { FlowCallback } from '../../model/index.js';
import {
  bareNode,
  FlowNode,
  nameOf,
  ObjectToken,
  type CallSite,
  type Flow,
  type OutsideToken,
  type Token,
  type Unit,
} from '../../program/index.js';
import type { CallNames } from '../call-names.js';
import { shapeOnce } from '../schemas/data-shape.js';
import type { Passages } from '../schemas/passages.js';
import type { Schemas } from '../schemas/schemas.js';
import { isTaint, type Taints, type TaintToken } from '../schemas/taint.js';
import { Origins } from './origins.js';
import { Routes } from './routes.js';
import type { Turns } from './turns.js';

/** Objects inside each other that hold functions: lists of resolvers, by type, by field, with their options. */
const DEEPEST = 5;

interface Called {
  readonly callback: FlowCallback;
  readonly module: string;
  readonly pass: Pass | undefined;
  readonly before: FlowNode;
  readonly depth: number;
}

interface Parameter {
  readonly unit: Unit;
  readonly at: number;
}

type Pass = (request: TaintToken, found: (left: Token) => void) => void;

interface Ways {
  readonly turns: Turns;
  readonly passages: Passages;
  readonly taints: Taints;
  readonly schemas: Schemas;
}

/** Code that replaces the checks of a framework, or goes on after an error. */
const UNCHECKED = /attachValidation|alidatorCompiler/;

/** Parts of a request whose schemas stand under another name. */
const SCHEMA_NAMES: ReadonlyMap<string, string> = new Map([['query', 'querystring']]);

/** Calls of a chain that are looked at. */
const LONGEST_CHAIN = 16;

/** What the methods of a name are given that a chain of calls has before its last one. */
function givenBefore(node: AnyNode, name: string): readonly AnyNode[] {
  const found: AnyNode[] = [];
  let at = node;
  for (let count = 0; count < LONGEST_CHAIN; count += 1) {
    if (at.type !== 'CallExpression') break;
    const callee = bareNode(at.callee);
    if (callee.type !== 'MemberExpression') break;
    const isMeant = at !== node && nameOf(callee.property) === name;
    if (isMeant) found.push(...at.arguments.slice(0, 1));
    at = bareNode(callee.object);
  }
  return found;
}

/** Functions of the program that frameworks call with requests. */
export class FrameworkCalls {
  private readonly names: CallNames;
  private readonly request: TaintToken;
  private readonly origins: Origins;
  /** What the program's `context` functions return: all resolvers get it. */
  private readonly shared = new FlowNode();
  private readonly ways: Ways;
  readonly routes: Routes;

  constructor(names: CallNames, request: TaintToken, ways: Ways) {
    this.routes = new Routes(ways);
    this.names = names;
    this.request = request;
    this.origins = new Origins(request);
    this.ways = ways;
  }

  /** A framework calls the functions that it is given. */
  call(flow: Flow, site: CallSite, callee: OutsideToken): void {
    const { module } = callee;
    for (const callback of this.names.callbacks.find(callee)) {
      const { leave, ...origin } = this.origins.of(flow, site, callee);
      if (callback.parameters.includes('next')) {
        leave(this.routes.follow(flow, { callback, module, site, origin }));
        continue;
      }
      const pass = this.passOf(flow, site, callback);
      for (const value of site.args)
        this.look(flow, value, { callback, module, pass, before: origin.before, depth: 0 });
    }
  }

  private passOf(flow: Flow, site: CallSite, { schemasIn, schemaBy }: FlowCallback): Pass | undefined {
    if (schemaBy !== undefined) return this.filterBefore(flow, site, schemaBy);
    return schemasIn === undefined ? undefined : this.filter(flow, site, schemasIn);
  }

  /** What is let through of a part of an event by the schema of a method earlier in the chain: `procedure.input(schema).query(run)`. */
  private filterBefore(flow: Flow, { node, scope }: CallSite, name: string): Pass | undefined {
    const [given, ...others] = givenBefore(node, name);
    if (!given || others.length > 0) return undefined;
    const { taints, schemas } = this.ways;
    return (request, found) => {
      const part = shapeOnce(flow, {
        part: (each, give) => {
          taints.part(request, each, (data) => {
            if (each !== name || !isTaint(data)) give(data);
            else
              flow.decide(flow.valueAt(given, scope), (schema) => {
                schemas.pass({ flow, data }, schema, give);
              });
          });
        },
        whole: (give) => {
          taints.whole(request, give);
        },
      });
      found(taints.shaped(request, part));
    };
  }

  /** What a framework lets through of a request by JSON schemas of its parts: `{ schema: { body } }`. */
  private filter(flow: Flow, { args, scope }: CallSite, name: string): Pass | undefined {
    // Code that checks itself, or goes on after an error.
    if (UNCHECKED.test(flow.sources.get(scope.owner.file) ?? '')) return undefined;
    const { taints, schemas } = this.ways;
    const parts = new FlowNode();
    for (const value of args)
      flow.propagation.listen(value, (token) => {
        if (token instanceof ObjectToken && !token.unit)
          flow.propagation.edge(flow.properties.lookup(token, name), parts);
      });
    const through = (request: TaintToken, by: ObjectToken): Token =>
      taints.shaped(request, {
        part: (part, found) => {
          taints.part(request, part, (data) => {
            const schema = flow.properties.lookup(by, SCHEMA_NAMES.get(part) ?? part);
            if (!isTaint(data)) found(data);
            else
              flow.decide(schema, (each) => {
                schemas.pass({ flow, data }, each, found);
              });
          });
        },
        whole: (found) => {
          taints.whole(request, found);
        },
      });
    return (request, found) => {
      flow.decide(parts, (by) => {
        found(by instanceof ObjectToken ? through(request, by) : request);
      });
    };
  }

  /** The functions of a place, and those in the property of its objects that the framework reads. */
  private look(flow: Flow, value: FlowNode, called: Called): void {
    const { callback, depth } = called;
    const { within } = callback;
    flow.propagation.listen(value, (token) => {
      if (!(token instanceof ObjectToken)) return;
      if (token.unit && (within === undefined || depth > 0)) this.enter(flow, token.unit, called);
      if (within === undefined || token.unit || depth >= DEEPEST) return;
      const inner = depth === 0 ? flow.properties.lookup(token, within) : flow.properties.all(token);
      this.look(flow, inner, { ...called, depth: depth + 1 });
    });
  }

  private enter(flow: Flow, unit: Unit, { callback, module, pass, before }: Called): void {
    flow.enter(unit);
    if (callback.gives) flow.propagation.edge(unit.returns, this.shared);
    for (const [at, holds] of callback.parameters.entries()) {
      const param = unit.params[at];
      if (!param || holds === null) continue;
      if (holds === 'event') this.give(flow, { unit, at }, { pass, before });
      else if (holds === 'shared') flow.propagation.edge(this.shared, param);
      else flow.propagation.add(param, flow.outside(module, [holds]));
    }
  }

  /** Gives a parameter the requests that reach `before`, or the part of them that `pass` lets through. */
  give(
    flow: Flow,
    { unit, at }: Parameter,
    { pass, before }: Partial<Pick<Called, 'pass' | 'before'>> = {},
  ): void {
    const { passages } = this.ways;
    const param = unit.params[at];
    if (!param) return;
    passages.starts.add(param);
    const add = (left: Token): void => {
      flow.propagation.add(param, left);
    };
    const passed = (request: Token): void => {
      if (pass && isTaint(request)) pass(request, add);
      else add(request);
    };
    if (before) flow.propagation.listen(before, passed);
    else passed(this.request);
  }
}
