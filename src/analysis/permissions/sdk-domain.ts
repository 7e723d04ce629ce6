import type { AnyNode } from 'acorn';
import {
  ObjectToken,
  PLAIN,
  type CallSite,
  type Flow,
  type FlowDomain,
  type FlowNode,
  type PropertyRead,
  type Token,
  type Unit,
} from '../../program/index.js';
import { callMark, readMark } from './client-methods.js';
import { handSigned } from './hand-signed.js';
import { isInternal } from './internal-uses.js';
import { OperationUses, type Operation, type UsePlace } from './operation-uses.js';
import { OlderModules } from './older-modules.js';
import { callOutside, escapeOutside } from './outside-sdk.js';
import { sdkCall } from './sdk-calls.js';
import type { SdkContext, UseOf } from './sdk-context.js';
import { sdkClass, type SdkClass } from './sdk-classes.js';
import { markOf, SdkMarks } from './sdk-marks.js';
import { OLDER_SDK, serviceOfClass } from './sdk-names.js';
import { UnfollowedMethods } from './unfollowed-methods.js';

/** A command's class, and the place that shows its service or the command that it sends. */
interface CommandClass {
  readonly found: SdkClass;
  readonly from: FlowNode | null;
}

/** Hides the methods of a client from code that reads common names of unknown objects. */
function shyPrototypes(flow: Flow, token: ObjectToken): void {
  for (const prototype of flow.properties.slot(token, 'prototype').tokens)
    if (prototype instanceof ObjectToken) prototype.isShy = true;
}

/** The part of a command's class from which its service is known. */
function sourceOf(found: SdkClass): AnyNode | null {
  if (found.kind === 'built') return found.builder;
  return found.kind === 'wrapper' ? found.inner : null;
}

/** Gives the values of a program their meaning for AWS's SDKs, and collects the operations that code uses. */
export class SdkDomain implements FlowDomain, SdkContext {
  readonly uses = new OperationUses();
  readonly marks = new SdkMarks();
  private readonly commands = new Map<ObjectToken, CommandClass>();
  readonly unfollowed = new UnfollowedMethods();
  private readonly olderModules = new OlderModules();
  /** Whether code that runs signs requests as AWS demands: an SDK's own code, or a library's. */
  private isSigning = false;
  /** Whether an SDK's client performs an operation: the code that signs may be the SDK's. */
  private hasSdkUse = false;

  /** Why code may perform more operations than were found. */
  reasons(flow: Flow): string[] {
    const isWithoutSdk = this.isSigning && !this.hasSdkUse;
    return [
      ...this.uses.reasons,
      ...(isWithoutSdk ? ['code signs requests to AWS without an SDK'] : []),
      ...this.unfollowed.reasons(flow, this.marks.hasMethods),
    ];
  }

  define(flow: Flow, token: ObjectToken): 'all' | 'base' | 'nothing' {
    const { facts } = token;
    if (!facts) return 'all';
    this.unfollowed.addClass(token);
    const { node, scope } = facts;
    const source = flow.sources.get(scope.owner.file) ?? '';
    const found = sdkClass(node, source.slice(node.start, node.end));
    if (!found) return 'all';
    if (found.kind === 'client' || found.kind === 'methods') {
      shyPrototypes(flow, token);
      if (found.kind === 'methods') this.unfollowed.addClient(token);
      return found.kind === 'client' ? 'base' : 'all';
    }
    const from = sourceOf(found);
    this.commands.set(token, { found, from: from && flow.valueAt(from, scope) });
    // The expression of its base makes (de)serializers: they matter to the SDK alone.
    return 'nothing';
  }

  /** Of the SDK's version 2 in a bundle nothing is followed: what its members do is known by name, as if it were outside. */
  enter(flow: Flow, unit: Unit, scope: PropertyRead['place']['scope']): boolean {
    const older = this.olderModules.find(flow, unit);
    const variable = older && scope.find(older.name);
    if (!older || !variable) return true;
    flow.passive.add(OLDER_SDK);
    flow.propagation.add(flow.variable(variable), flow.outside(OLDER_SDK, older.path));
    for (const node of older.followed)
      if (node.type === 'ReturnStatement') flow.run(node, scope);
      else flow.valueAt(node, scope);
    return false;
  }

  isCommand(token: Token): token is ObjectToken {
    return token instanceof ObjectToken && this.commands.has(token);
  }

  /** Calls back with the operations that a command's class stands for. */
  private eachOperation(flow: Flow, token: ObjectToken, found: (operation: Operation) => void): void {
    const command = this.commands.get(token);
    if (!command) return;
    const { found: known, from } = command;
    if (known.kind === 'command')
      found({ service: serviceOfClass(known.client), operation: known.operation });
    else if (from)
      flow.propagation.listen(from, (value) => {
        const mark = markOf(value);
        if (known.kind === 'built' && mark?.kind === 'builder')
          found({ service: mark.service, operation: known.operation });
        else if (known.kind === 'wrapper' && value instanceof ObjectToken && value !== token)
          this.eachOperation(flow, value, found);
      });
  }

  /** Notes that code uses an operation. */
  use(flow: Flow, of: Operation | ObjectToken, { place, input }: UseOf): void {
    const add = (operation: Operation): void => {
      if (place && isInternal(flow, operation, place)) return;
      this.hasSdkUse = true;
      this.uses.add(operation, place, input);
    };
    if (of instanceof ObjectToken) this.eachOperation(flow, of, add);
    else add(of);
  }

  escape(flow: Flow, token: Token): void {
    const mark = markOf(token);
    const nowhere = { place: null, input: null };
    if (this.isCommand(token)) this.use(flow, token, nowhere);
    else if (mark?.kind === 'operation') this.use(flow, mark.of, nowhere);
    else if (token.kind === 'outside') escapeOutside(this, flow, token);
  }

  invoke(flow: Flow, site: CallSite, callee: Token): boolean {
    const place = { node: site.node, unit: site.scope.owner };
    if (callee.kind === 'outside') return callOutside(this, flow, { site, callee });
    const mark = markOf(callee);
    if (mark) return callMark(this, flow, { site, mark });
    if (callee.kind === 'unknown') this.unfollowed.note(site);
    if (!(callee instanceof ObjectToken)) return false;
    if (this.commands.has(callee)) {
      if (site.isNew) this.use(flow, callee, { place, input: site.args[0] ?? null });
      return false;
    }
    return callee.unit !== null && sdkCall(this, flow, { site, callee });
  }

  read(flow: Flow, read: PropertyRead, object: Token): boolean {
    const mark = markOf(object);
    if (mark) return readMark(this, flow, { read, mark });
    if (!(object instanceof ObjectToken) || object.form !== 'instance' || !flow.isMade(object)) return false;
    flow.propagation.edge(flow.properties.lookup(object, read.name), read.out);
    flow.propagation.add(read.out, PLAIN);
    return true;
  }

  text(text: string, { node, scope }: PropertyRead['place']): void {
    this.isSigning ||= text.includes('AWS4-HMAC-SHA256');
    const place: UsePlace = { node, unit: scope.owner };
    const found = handSigned(text);
    if (!found) return;
    if ('reason' in found) this.uses.reasons.add(found.reason);
    else this.uses.add(found, place, null);
  }
}
