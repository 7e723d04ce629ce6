import {
  type AssignedValue,
  type CallSite,
  type ElementRead,
  type Flow,
  type FlowDomain,
  type FlowNode,
  isFunctionNode,
  type JoinedPart,
  type ListRead,
  type MarkToken,
  ObjectToken,
  type OutsideToken,
  ownNames,
  type PackageCode,
  PLAIN,
  type PropertyRead,
  type StoredInto,
  type Token,
  type Unit,
} from '../../program/index.js';
import type { AnyNode } from 'acorn';
import { CheckedData, type ProveRequest } from '../schemas/checked-data.js';
import { CheckedNames } from '../schemas/checked-names.js';
import { DataMethods } from './data-methods.js';
import { LOADING, type CallNames, type FlowTables } from '../call-names.js';
import { isTrusted } from '../call-text.js';
import { Decorators } from './decorators.js';
import { FilteredLists } from './filtered-lists.js';
import { FrameworkCalls } from '../routes/framework-calls.js';
import { Handlers } from './handlers.js';
import { LanguageCalls } from './language-calls.js';
import { Hits } from './hits.js';
import { OutsideObjects, type StoredValue } from './outside-objects.js';
import { Passages } from '../schemas/passages.js';
import { patternOf, patternToken } from '../schemas/patterns.js';
import { Schemas } from '../schemas/schemas.js';
import { Turns } from '../routes/turns.js';
import { Wrappers } from './wrappers.js';
import { watchSink, type SinkHit } from './sinks.js';
import { isReadRequest, StoreCalls } from './store-calls.js';
import { isKept, isTaint, Taints, type TaintToken } from '../schemas/taint.js';

/** Follows data from outside through a program, to the calls in which it does harm. */
export class TaintDomain implements FlowDomain {
  readonly hits = new Hits();
  readonly found = (hit: SinkHit): void => {
    this.hits.add(hit);
  };
  readonly passages: Passages;
  readonly taints: Taints;
  readonly schemas: Schemas;
  readonly checked: CheckedData;
  readonly turns: Turns;
  private readonly methods: DataMethods;
  readonly names: CallNames;
  private readonly packages: PackageCode;
  private readonly objects: OutsideObjects;
  private readonly stored: StoreCalls;
  readonly frameworks: FrameworkCalls;
  private readonly decorators: Decorators;
  private readonly wrappers: Wrappers;
  private readonly language: LanguageCalls;
  private readonly filteredLists: FilteredLists;
  private readonly handlers: Handlers;
  readonly proveRequest: ProveRequest = (...asked) => this.frameworks.routes.prove(...asked);
  readonly keepsPlaces = true;
  readonly isOfAll = isKept;
  readonly isReplaced = isTaint;
  /** An event. */
  private readonly given: TaintToken;
  /** Data from outside of which no more is known. */
  private readonly other: TaintToken;

  constructor({ names, rules, packages, events }: FlowTables) {
    this.names = names;
    this.packages = packages;
    this.taints = new Taints(rules);
    this.given = this.taints.token(events.event);
    this.other = this.taints.token(events.other);
    this.passages = new Passages(this.taints);
    this.stored = new StoreCalls(names, this);
    this.schemas = new Schemas(names.schemas, this.taints);
    this.checked = new CheckedData(new CheckedNames(), this);
    this.turns = new Turns(this);
    this.filteredLists = new FilteredLists(this.taints, this.checked);
    this.objects = new OutsideObjects(names, this);
    const request = this.taints.token(events.request);
    this.frameworks = new FrameworkCalls(names, request, this);
    this.decorators = new Decorators(names, this);
    this.handlers = new Handlers(rules, this);
    const received = [this.given, request];
    this.wrappers = new Wrappers(names, { events: received, ways: this, handlers: this.handlers });
    this.language = new LanguageCalls(names, { found: this.found, watch: this.watchSinks });
    this.methods = new DataMethods({ names, rules }, this);
  }

  event(flow: Flow, handler: Unit | null): TaintToken {
    if (handler) this.handlers.add(flow, handler);
    return this.given;
  }

  data(place: FlowNode): TaintToken {
    this.passages.starts.add(place);
    return this.other;
  }

  join(flow: Flow, parts: readonly JoinedPart[], out: FlowNode): void {
    this.passages.join(flow, parts, out);
  }

  element(flow: Flow, token: Token, { out }: ElementRead): void {
    if (isTaint(token)) this.elementAt(flow, token, { at: null, out });
  }

  elementAt(flow: Flow, token: MarkToken, { at, out }: ListRead): void {
    this.taints.element(token, at, (each) => {
      flow.propagation.add(out, each);
    });
  }

  filtered(flow: Flow, site: CallSite, list: Token): boolean {
    return this.filteredLists.filter(flow, site, list);
  }

  iterated(from: FlowNode, to: FlowNode): void {
    this.passages.note(from, to);
  }

  pattern(node: AnyNode): Token | null {
    return patternToken(node);
  }

  isPassed(token: Token, callee: Token): boolean {
    if (!isTaint(token) && !isReadRequest(token)) return true;
    return callee.kind !== 'outside' || !this.names.answers(callee.module);
  }

  packageAt(flow: Flow, { node, scope }: PropertyRead['place']): string | null {
    const { file } = scope.owner;
    return this.packages.at(file, flow.sources.get(file) ?? '', node);
  }

  isNamed({ module }: OutsideToken): boolean {
    return this.names.modules.has(module);
  }

  readName(flow: Flow, values: FlowNode, read: Omit<PropertyRead, 'object' | 'name'>): boolean {
    if (!this.checked.isAny(read.place)) return false;
    this.passages.note(values, read.out);
    flow.propagation.listen(values, (token) => {
      if (isTaint(token)) this.checked.pass(flow, token, read);
      else flow.propagation.add(read.out, token);
    });
    return true;
  }

  read(flow: Flow, { object, name, out, place }: PropertyRead, token: Token): boolean {
    if (token.kind === 'outside') return this.objects.read(flow, token, { name, out });
    if (patternOf(token)) flow.propagation.add(out, PLAIN);
    if (!isTaint(token))
      return this.schemas.read(flow, token, { name, out }) || this.wrappers.read(flow, token, { name, out });
    this.passages.note(object, out);
    if (name === 'length' || isTrusted(this.names, { name, place })) flow.propagation.add(out, PLAIN);
    else
      this.taints.part(token, name, (part) => {
        if (isTaint(part)) this.checked.pass(flow, part, { out, place });
        else flow.propagation.add(out, part);
      });
    return true;
  }

  taken(flow: Flow, unit: Unit, given: { readonly at: number; readonly value: FlowNode }): FlowNode | null {
    return this.decorators.taken(flow, unit, given);
  }

  store(flow: Flow, token: OutsideToken, stored: StoredValue): void {
    this.objects.store(flow, token, stored);
  }

  storeForeign(flow: Flow, token: Token, stored: StoredInto): void {
    if (token.kind !== 'outside' || !this.isNamed(token)) this.objects.keep(flow, stored);
  }

  invoke(flow: Flow, site: CallSite, callee: Token): boolean {
    if (this.frameworks.routes.invoke(flow, site, callee)) return true;
    if (!(callee instanceof ObjectToken)) this.language.method(flow, site, callee);
    if (isTaint(callee)) return this.methods.call(flow, site, callee);
    if (this.wrappers.invoke(flow, site, callee)) return true;
    if (this.schemas.invoke(flow, site, callee)) {
      for (const value of site.args) this.passages.note(value, site.result);
      return true;
    }
    if (callee.kind === 'outside') return this.callOutside(flow, site, callee);
    this.callOther(flow, site, callee);
    return false;
  }

  private callOther(flow: Flow, site: CallSite, callee: Token): void {
    const { kind } = callee;
    this.methods.keep(flow, site, callee);
    if (callee instanceof ObjectToken) this.callOwn(flow, site, callee);
    if (kind === 'plain' || kind === 'unknown') this.methods.receive(flow, site);
    if (kind === 'plain' || kind === 'unknown') this.stored.send(flow, site);
    if (callee.kind === 'native' && LOADING.has(callee.name))
      this.watchSinks(flow, site, flow.outside('', [callee.name]));
  }

  assigned(flow: Flow, assignment: AssignedValue): void {
    this.turns.assigned(flow, assignment);
    this.methods.assigned(flow, assignment);
  }

  private readonly watchSinks = (flow: Flow, site: CallSite, callee: OutsideToken): void => {
    // A minified bundle keeps names of fields, not of functions.
    const unnamed = this.names.sinks.findUnnamed(callee).filter(({ sink }) => sink.fields !== undefined);
    for (const { rule, sink } of [...this.names.sinks.find(callee), ...unnamed])
      watchSink({ flow, site, rule, sink, taints: this.taints }, this.found);
  };

  /** A function of the program that does what rules name without its name: `own:merge`. */
  private callOwn(flow: Flow, site: CallSite, { unit }: ObjectToken): void {
    if (!unit) return;
    const { node } = unit;
    this.decorators.look(flow, site);
    for (const path of isFunctionNode(node) ? ownNames(node) : [])
      this.watchSinks(flow, site, flow.outside('own', path));
  }

  private callOutside(flow: Flow, site: CallSite, callee: OutsideToken): boolean {
    this.watchSinks(flow, site, callee);
    this.objects.fill(flow, site, callee);
    if (this.language.pattern(flow, site, callee)) return true;
    this.frameworks.call(flow, site, callee);
    this.decorators.call(flow, site, callee);
    if (callee.module === 'tslib') this.decorators.look(flow, site);
    this.stored.call(flow, site, callee);
    const cleans = this.names.cleans.find(callee);
    const { module, path } = callee;
    if (this.isNamed(callee)) flow.propagation.add(site.result, flow.outside(module, [...path, '()']));
    else if (cleans.length > 0) flow.propagation.add(site.result, PLAIN);
    if (cleans.length > 0) {
      this.passages.cleaned(flow, site, cleans);
      return true;
    }
    if (this.names.answers(module)) return false;
    const isObject = this.names.objects.find(callee).length > 0;
    return this.passages.through(flow, site, { callee, isObject });
  }
}
