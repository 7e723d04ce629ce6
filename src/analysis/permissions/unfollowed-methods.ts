import type { CallSite, Flow, FlowNode, ObjectToken, Token } from '../../program/index.js';
import { isLikeMethod } from './sdk-names.js';

/** Methods that a reason names. */
const SHOWN_METHODS = 3;

/** Methods of every client, and of what clients have in common with other objects. */
const COMMON: ReadonlySet<string> = new Set(['send', 'destroy', 'constructor']);

/** Whether a method gets what clients' methods get. `get` and `delete` are also names of collections, which get no object with parameters. */
function mayBeClients(name: string, given: readonly (FlowNode | undefined)[]): boolean {
  const isTelling = /[A-Z]/.test(name);
  return isTelling || given.some((first) => [...(first?.tokens ?? [])].some(isParameters));
}

function isParameters(token: Token): boolean {
  return token.kind === 'unknown' || (token.kind === 'object' && token.form === 'literal');
}

/** Calls of methods on values that are not known, and the clients whose methods these may be. */
export class UnfollowedMethods {
  /** Places of the first arguments, by name. */
  private readonly called = new Map<string, (FlowNode | undefined)[]>();
  /** Classes of clients in the program that have a method for each operation. */
  private readonly clients = new Set<ObjectToken>();
  private readonly classes: ObjectToken[] = [];

  /** Notes a call of a method whose object is not known. */
  note({ node, args: [first] }: CallSite): void {
    if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return;
    const { property, computed } = node.callee;
    if (computed || property.type !== 'Identifier') return;
    const known = this.called.get(property.name);
    if (known) known.push(first);
    else this.called.set(property.name, [first]);
  }

  addClass(token: ObjectToken): void {
    this.classes.push(token);
  }

  addClient(token: ObjectToken): void {
    this.clients.add(token);
  }

  /** Names of the methods of clients that code makes. */
  private methods(flow: Flow): ReadonlySet<string> {
    const makers = [...this.clients, ...this.classes].filter(
      ({ instance, form }) => instance ?? form !== 'class',
    );
    const made = new Set(
      makers.flatMap((token) => flow.lineage(token)).filter((token) => this.clients.has(token)),
    );
    const names = [...made].flatMap((token) =>
      [...flow.properties.slot(token, 'prototype').tokens].flatMap((prototype) =>
        prototype.kind === 'object' ? [...prototype.slots.keys()] : [],
      ),
    );
    return new Set(names.filter((name) => !COMMON.has(name)));
  }

  /** Why there may be more operations. @param hasOthers whether code makes clients whose methods are not in the program. */
  reasons(flow: Flow, hasOthers: boolean): string[] {
    const methods = this.methods(flow);
    return [...this.called]
      .filter(
        ([name, given]) =>
          (methods.has(name) && mayBeClients(name, given)) || (hasOthers && isLikeMethod(name)),
      )
      .slice(0, SHOWN_METHODS)
      .map(([name]) => `${name}() is called on a value that could not be followed`);
  }
}
