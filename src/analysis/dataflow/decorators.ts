import type { AnyNode, ArrayExpression } from 'acorn';
import {
  FlowNode,
  ObjectToken,
  type CallSite,
  type Flow,
  type OutsideToken,
  type Unit,
} from '../../program/index.js';
import type { CallNames } from '../call-names.js';
import type { Schemas } from '../schemas/schemas.js';
import type { FrameworkCalls } from '../routes/framework-calls.js';
import { GuardedMethods } from '../schemas/guarded-methods.js';
import { Pipes } from './pipes.js';

/** Elements and parameters that are looked at. */
const MOST_DECORATORS = 64;

interface Decorated {
  readonly decorators: ArrayExpression;
  /** The class, or its prototype. */
  readonly of: FlowNode;
  /** Name of the method; null of a class. */
  readonly method: string | null;
}

/** `__decorate([Get(), __param(0, Query('tag'))], Controller.prototype, 'list', null)`, as TypeScript and esbuild compile decorators. */
function decoratedBy({ given, args }: CallSite): Decorated | null {
  const [list, target, name] = given;
  const of = args[1];
  if (list?.type !== 'ArrayExpression' || !of) return null;
  if (given.length === 2) return { decorators: list, of, method: null };
  const method = name?.type === 'Literal' && target?.type === 'MemberExpression' ? name.value : null;
  return typeof method === 'string' ? { decorators: list, of, method } : null;
}

/** `__param(0, Query('tag'))`: the index, and the decorator. */
function parameterOf(node: AnyNode): { readonly index: number; readonly decorator: AnyNode } | null {
  if (node.type !== 'CallExpression') return null;
  const [index, decorator] = node.arguments;
  const isIndex =
    index?.type === 'Literal' && typeof index.value === 'number' && index.value < MOST_DECORATORS;
  return isIndex && decorator?.type === 'CallExpression' ? { index: Number(index.value), decorator } : null;
}

/** `__metadata('design:paramtypes', [Articles])`: the classes. */
function typesIn(node: AnyNode): ArrayExpression | null {
  if (node.type !== 'CallExpression') return null;
  const [key, types] = node.arguments;
  const isTypes = key?.type === 'Literal' && key.value === 'design:paramtypes';
  return isTypes && types?.type === 'ArrayExpression' ? types : null;
}

interface Ways {
  readonly frameworks: FrameworkCalls;
  readonly schemas: Schemas;
}

/** A parameter of a method that answers requests. */
interface Given {
  readonly unit: Unit;
  readonly index: number;
  readonly decorator: AnyNode;
  readonly pipes: FlowNode;
  /** The code that names its type. */
  readonly type: AnyNode | null;
}

/** Classes whose methods a framework calls with parts of requests, as their decorators say. It makes their instances, too. */
export class Decorators {
  private readonly names: CallNames;
  private readonly frameworks: FrameworkCalls;
  private readonly schemas: Schemas;
  private readonly pipes: Pipes;
  private readonly guarded: GuardedMethods;
  private readonly injected = new Map<ObjectToken, FlowNode[]>();
  private readonly instances = new Map<ObjectToken, FlowNode>();

  constructor(names: CallNames, { frameworks, schemas }: Ways) {
    this.names = names;
    this.frameworks = frameworks;
    this.schemas = schemas;
    this.pipes = new Pipes(names.pipes);
    this.guarded = new GuardedMethods(schemas);
  }

  /** A framework gets pipes for all functions. */
  call(flow: Flow, site: CallSite, callee: OutsideToken): void {
    this.pipes.call(flow, site, callee);
  }

  /** The values that a parameter of a method takes: what its decorators let through. Null: all. */
  taken(flow: Flow, unit: Unit, given: { readonly at: number; readonly value: FlowNode }): FlowNode | null {
    return this.guarded.taken(flow, unit, given);
  }

  /** Code calls a function: perhaps a compiler's that decorates a class. */
  look(flow: Flow, site: CallSite): void {
    const decorated = decoratedBy(site);
    if (!decorated) return;
    const { decorators, of, method } = decorated;
    const nodes = decorators.elements.slice(0, MOST_DECORATORS).flatMap((each) => each ?? []);
    flow.propagation.listen(of, (token) => {
      if (!(token instanceof ObjectToken)) return;
      if (method === null) this.inject(flow, site, { made: token, nodes });
      else {
        const values = nodes.map((node) => flow.valueAt(node, site.scope));
        this.schemas.fields.add(flow, { prototype: token, name: method }, values);
        this.guarded.guard(flow, values, flow.properties.lookup(token, method));
        this.route(flow, site, { prototype: token, method, nodes });
      }
    });
  }

  private outside(flow: Flow, value: FlowNode, found: (token: OutsideToken) => void): void {
    flow.propagation.listen(value, (token) => {
      if (token.kind === 'outside') found(token);
    });
  }

  /** A method that answers requests: its parameters get what their decorators say. */
  private route(
    flow: Flow,
    site: CallSite,
    {
      prototype,
      method,
      nodes,
    }: { readonly prototype: ObjectToken; readonly method: string; readonly nodes: readonly AnyNode[] },
  ): void {
    const pipes = this.pipes.of(flow, site, { prototype, nodes });
    const [types] = nodes.flatMap((node) => typesIn(node) ?? []);
    const run = (unit: Unit): void => {
      flow.enter(unit);
      if (prototype.maker) flow.propagation.edge(this.instanceOf(flow, site, prototype.maker), unit.receiver);
      for (const { index, decorator } of nodes.flatMap((node) => parameterOf(node) ?? []))
        this.outside(flow, flow.valueAt(decorator, site.scope), (token) => {
          if (this.names.sources.find(token).length > 0 && !this.isCleaned(flow, site, decorator))
            this.give(flow, site, { unit, index, decorator, pipes, type: types?.elements[index] ?? null });
        });
    };
    for (const node of nodes)
      this.outside(flow, flow.valueAt(node, site.scope), (token) => {
        if (this.names.callbacks.find(token).length === 0) return;
        flow.propagation.listen(flow.properties.lookup(prototype, method), (value) => {
          if (value instanceof ObjectToken && value.unit) run(value.unit);
        });
      });
  }

  /** A parameter gets a part of a request, as its class lets it through if a pipe checks that. */
  private give(flow: Flow, { scope }: CallSite, { unit, index, decorator, pipes, type }: Given): void {
    const param = unit.params[index];
    if (!type || !param) {
      this.frameworks.give(flow, { unit, at: index });
      return;
    }
    flow.decide(this.pipes.with(flow, pipes, { node: decorator, scope }), (pipe) => {
      if (!pipe) this.frameworks.give(flow, { unit, at: index });
      else
        flow.decide(flow.valueAt(type, scope), (made) => {
          this.frameworks.give(
            flow,
            { unit, at: index },
            {
              pass: (request, found) => {
                this.schemas.pass({ flow, data: request }, made, found);
              },
            },
          );
        });
    });
  }

  /** `Query('limit', ParseIntPipe)`: the framework lets only numbers through. */
  private isCleaned(flow: Flow, { scope }: CallSite, decorator: AnyNode): boolean {
    if (decorator.type !== 'CallExpression') return false;
    return decorator.arguments.some((node) =>
      [...flow.valueAt(node, scope).tokens].some(
        (token) => token.kind === 'outside' && this.names.cleans.find(token).includes(null),
      ),
    );
  }

  /** What a class's constructor gets, by position. */
  private injectedOf(made: ObjectToken): FlowNode[] {
    const known = this.injected.get(made) ?? [];
    this.injected.set(made, known);
    return known;
  }

  private inject(
    flow: Flow,
    site: CallSite,
    { made, nodes }: { readonly made: ObjectToken; readonly nodes: readonly AnyNode[] },
  ): void {
    const places = this.injectedOf(made);
    for (const node of nodes) this.pipes.add(flow, node, { scope: site.scope, made });
    for (const types of nodes.flatMap((node) => typesIn(node) ?? []))
      for (const [at, type] of types.elements.slice(0, MOST_DECORATORS).entries()) {
        const place = (places[at] ??= new FlowNode());
        if (type)
          flow.propagation.listen(flow.valueAt(type, site.scope), (token) => {
            if (token instanceof ObjectToken && token.form === 'class')
              flow.propagation.edge(this.instanceOf(flow, site, token), place);
            // An object of another module, such as a connection.
            else if (token.kind === 'outside' && token.module !== '')
              flow.propagation.add(place, flow.outside(token.module, [...token.path, '()']));
          });
      }
  }

  /** The instance that the framework makes of a class. */
  private instanceOf(flow: Flow, { node, scope }: CallSite, made: ObjectToken): FlowNode {
    const known = this.instances.get(made);
    if (known) return known;
    const [callee, result] = [new FlowNode(), new FlowNode()];
    this.instances.set(made, result);
    flow.propagation.add(callee, made);
    const places = this.injectedOf(made);
    for (let at = places.length; at < KEPT_PLACES; at += 1) places.push(new FlowNode());
    flow.call({ node, scope, isNew: true, callee, given: [], args: places, spreadFrom: Infinity, result });
    return result;
  }
}

/** Parameters of a constructor that are filled in. */
const KEPT_PLACES = 12;
