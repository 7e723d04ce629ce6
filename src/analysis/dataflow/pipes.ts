import type { AnyNode } from 'acorn';
import { FlowNode, ObjectToken, type CallSite, type Flow, type OutsideToken } from '../../program/index.js';
import type { CallNames } from '../call-names.js';

/** Objects inside each other in which pipes are searched. */
const DEEPEST = 4;

/** What checks the values that a framework gives functions: for all functions, those of a class, one. */
export class Pipes {
  private readonly names: CallNames['pipes'];
  private readonly ofAll = new FlowNode();
  private readonly ofClasses = new Map<ObjectToken, FlowNode>();

  constructor(names: CallNames['pipes']) {
    this.names = names;
  }

  /** A framework gets pipes for all functions. */
  call(flow: Flow, { args }: CallSite, callee: OutsideToken): void {
    if (this.names.all.find(callee).length === 0) return;
    for (const value of args) this.findPipes(flow, value, { to: this.ofAll, depth: DEEPEST });
  }

  private findPipes(
    flow: Flow,
    value: FlowNode,
    { to, depth }: { readonly to: FlowNode; readonly depth: number },
  ): void {
    flow.propagation.listen(value, (token) => {
      if (token.kind === 'outside' && this.names.values.find(token).length > 0)
        flow.propagation.add(to, token);
      if (token instanceof ObjectToken && depth > 0)
        this.findPipes(flow, flow.properties.all(token), { to, depth: depth - 1 });
    });
  }

  /** A decorator of a class may bring pipes for its methods. */
  add(
    flow: Flow,
    node: AnyNode,
    { scope, made }: Pick<CallSite, 'scope'> & { readonly made: ObjectToken },
  ): void {
    this.findUsed(flow, { node, scope, to: this.ofClass(made) });
  }

  /** Pipes, and those that a decorator of a parameter is given: `Body(new ValidationPipe())`. */
  with(
    flow: Flow,
    pipes: FlowNode,
    { node, scope }: Pick<CallSite, 'scope'> & { readonly node: AnyNode },
  ): FlowNode {
    const own = new FlowNode();
    flow.propagation.edge(pipes, own);
    for (const each of node.type === 'CallExpression' ? node.arguments : [])
      this.findPipes(flow, flow.valueAt(each, scope), { to: own, depth: 0 });
    return own;
  }

  /** The pipes for all functions, for those of a class, and for one. */
  of(
    flow: Flow,
    { scope }: CallSite,
    { prototype, nodes }: { readonly prototype: ObjectToken; readonly nodes: readonly AnyNode[] },
  ): FlowNode {
    const pipes = new FlowNode();
    flow.propagation.edge(this.ofAll, pipes);
    if (prototype.maker) flow.propagation.edge(this.ofClass(prototype.maker), pipes);
    for (const node of nodes) this.findUsed(flow, { node, scope, to: pipes });
    return pipes;
  }

  private ofClass(made: ObjectToken): FlowNode {
    const known = this.ofClasses.get(made) ?? new FlowNode();
    this.ofClasses.set(made, known);
    return known;
  }

  /** `UsePipes(new ValidationPipe())` */
  private findUsed(
    flow: Flow,
    { node, scope, to }: Pick<CallSite, 'node' | 'scope'> & { readonly to: FlowNode },
  ): void {
    if (node.type !== 'CallExpression') return;
    const values = node.arguments.map((each) => flow.valueAt(each, scope));
    flow.propagation.listen(flow.valueAt(node.callee, scope), (token) => {
      if (token.kind !== 'outside' || this.names.one.find(token).length === 0) return;
      for (const value of values) this.findPipes(flow, value, { to, depth: 0 });
    });
  }
}
