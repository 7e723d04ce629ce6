import {
  bareNode,
  ObjectToken,
  PLAIN,
  type CallSite,
  type ElementRead,
  type Flow,
  type FlowDomain,
  type FlowNode,
  type JoinedPart,
  type ListRead,
  type MarkToken,
  type OutsideToken,
  type PropertyRead,
  type Token,
  type Unit,
} from '../../program/index.js';
import { tellingHits } from './is-telling.js';
import { isListed, type BehaviourNames } from './behaviour-names.js';
import { EnvironmentReads } from './environment-reads.js';
import { callLanguage, escapeReturned, readAnyGlobal } from './hidden-functions.js';
import { FileCalls } from './file-calls.js';
import { FollowedCode, type FollowedPlaces } from './followed-code.js';
import { Hints } from './hints.js';
import { passMarks } from './inner-values.js';
import { joinMarks } from './join-marks.js';
import {
  callMark,
  eachPiped,
  giveTaken,
  isPipe,
  keepArguments,
  LATER,
  methodName,
  passObject,
  resultOf,
  saysLittle,
  TELLING,
  type Piped,
} from './mark-methods.js';
import { Marks, markOf, spanOf } from './marks.js';
import { answers, anyMethod, hasKnownResult, memberOf } from './member-names.js';
import { NamedValues } from './named-values.js';
import { PassedArguments } from './passed-arguments.js';
import type { BehaviourHit } from './behaviour-hit.js';
import { WatchedCalls } from './watched-calls.js';
import { WrappedMethods, type Stored } from './wrapped-methods.js';
import { WrittenFiles } from './written-files.js';

/** Follows what malicious code takes through a program, to where it takes it. */
export class BehaviourDomain implements FlowDomain {
  private readonly written = new WrittenFiles();
  readonly marks = new Marks();
  private readonly around = new Set<CallSite>();
  private readonly escaped = new Set<Token>();
  readonly mixed = passMarks;
  readonly names: BehaviourNames;
  readonly followed: FollowedCode;
  private readonly passed: PassedArguments;
  readonly hints: Hints;
  readonly reads: EnvironmentReads;
  private readonly files: FileCalls;
  readonly watched: WatchedCalls;
  readonly wrapped: WrappedMethods;
  private readonly named: NamedValues;
  private flow: Flow | null = null;

  constructor(names: BehaviourNames, places: FollowedPlaces = {}) {
    const { marks } = this;
    this.names = names;
    this.hints = new Hints(names, marks);
    const followed = new FollowedCode(places);
    this.followed = followed;
    const isFollowed = (kind: string): boolean => followed.hasKind(kind);
    const parts = { names, marks, isFollowed, followed };
    this.reads = new EnvironmentReads(parts);
    this.wrapped = new WrappedMethods(parts);
    this.named = new NamedValues(parts);
    this.files = new FileCalls({ names, marks, hints: this.hints, files: this.written });
    this.passed = new PassedArguments(this);
    this.watched = new WatchedCalls(names, this.hints);
  }

  hits(): readonly BehaviourHit[] {
    const { watched, written } = this;
    const found = [...watched.hits(), ...written.hits((mark) => watched.isDigested(mark))];
    return this.flow ? tellingHits(this.flow, this, found) : found;
  }

  elementAt(flow: Flow, token: MarkToken, { out }: ListRead): void {
    flow.propagation.add(out, this.marks.inside(token));
  }

  isNamed(token: OutsideToken): boolean {
    return this.names.modules.has(memberOf(this.names, token).module);
  }

  isPassed(token: MarkToken, callee: Token): boolean {
    return this.passed.isPassed(token, callee);
  }

  parameters(flow: Flow, unit: Unit, scope: CallSite['scope']): void {
    this.flow = flow;
    this.named.enter(flow, unit);
    this.wrapped.enter(flow, unit, scope);
  }

  enter(flow: Flow, unit: Unit): boolean {
    if (this.followed.has(flow, unit)) return true;
    const { params, returns } = unit;
    for (const param of params) passMarks(flow, param, returns);
    return false;
  }

  packageAt(flow: Flow, place: PropertyRead['place']): string | null {
    return this.followed.opaqueAt(flow, spanOf(place), this.names.modules);
  }

  startsUncalled(flow: Flow, unit: Unit): boolean {
    return this.followed.hasUncalled(flow, unit);
  }

  /** Code outside that calls a function may call the function that it gives: `(next) => async (args) => …`. */
  escape(flow: Flow, token: Token): void {
    if (this.escaped.has(token)) return;
    this.escaped.add(token);
    escapeReturned(flow, token);
  }

  join(flow: Flow, parts: readonly JoinedPart[], out: FlowNode): void {
    joinMarks(flow, parts, { out, names: this.names, hints: this.hints, marks: this.marks });
  }

  element(flow: Flow, token: MarkToken | OutsideToken, read: ElementRead): void {
    const mark = markOf(token);
    if (token.kind === 'outside') readAnyGlobal(flow, token, read.out);
    else if (mark?.is === 'taken' && mark.form === 'whole') this.reads.element(flow, mark, read);
    else flow.propagation.add(read.out, token.kind === 'mark' ? this.marks.inside(token) : token);
  }

  keys(flow: Flow, value: FlowNode, out: FlowNode): void {
    this.reads.keys(flow, value, out);
  }

  read(flow: Flow, { name, out, place }: PropertyRead, token: Token): boolean {
    if (token.kind === 'outside') this.reads.member(flow, { name, out, place }, token);
    this.named.read(flow, { name, out, place }, token);
    if (token instanceof ObjectToken && token.form === 'function' && name === 'constructor')
      flow.propagation.add(out, flow.outside('', ['Function']));
    const mark = markOf(token);
    if (!mark) return false;
    const isWhole = mark.is === 'taken' && mark.form === 'whole' && !LATER.has(name);
    if (isWhole) this.reads.variable(flow, { name, out }, spanOf(place));
    else flow.propagation.add(out, saysLittle(mark, name) ? PLAIN : this.marks.inside(token as MarkToken));
    return true;
  }

  store(flow: Flow, token: OutsideToken, stored: Stored): void {
    this.reads.hook(flow, token, stored);
  }

  storeForeign(flow: Flow, _token: Token, stored: Stored): void {
    this.wrapped.store(flow, stored);
  }

  storeOwn(flow: Flow, token: ObjectToken, stored: Stored): void {
    this.wrapped.storeOwn(flow, token, stored);
  }

  invoke(flow: Flow, site: CallSite, callee: Token): boolean {
    this.watched.note(flow, site, callee);
    if (callee.kind === 'mark') {
      this.callTaken(flow, site, callee);
      return true;
    }
    if (callee.kind === 'outside') this.callOutside(flow, site, memberOf(this.names, callee));
    if (callee.kind === 'native' && callee.name === 'require') this.files.start(flow, site);
    if (callee.kind !== 'plain' && callee.kind !== 'unknown') return false;
    const isClean = isListed(this.names.clean, anyMethod(methodName(site) ?? ''));
    if (isClean) flow.propagation.add(site.result, PLAIN);
    else this.callUnknown(flow, site);
    return isClean;
  }

  private pipe(flow: Flow, site: CallSite, piped: Piped): void {
    this.files.pipe(flow, piped.to, piped.from);
    this.watched.pipe(flow, { site, ...piped });
  }

  private callTaken(flow: Flow, site: CallSite, callee: MarkToken): void {
    if (this.files.callStream(flow, site, callee)) return;
    const to = isPipe(site) ? site.args[0] : null;
    if (to) this.pipe(flow, site, { to, from: callee });
    callMark(flow, site, callee);
  }

  /** A method of something that is not known: it may give back what it is called on. */
  private callUnknown(flow: Flow, site: CallSite): void {
    const name = methodName(site);
    if (name === null || TELLING.has(name) || this.around.has(site)) return;
    this.around.add(site);
    const { node, scope } = site;
    const method = node.type === 'CallExpression' ? bareNode(node.callee) : node;
    if (method.type !== 'MemberExpression') return;
    this.callMember(flow, site, anyMethod(name));
    if (name === 'use') this.wrapped.intercept(flow, site);
    passObject(flow, site, flow.valueAt(method.object, scope));
    this.passed.passMethod(flow, site);
  }

  private callMember(flow: Flow, site: CallSite, callee: OutsideToken): void {
    for (const source of this.names.calls.find(callee))
      if (this.followed.hasKind(source.kind))
        this.hints.whenTold(flow, { site, by: source }, () => {
          const form = source.whole ? 'whole' : 'value';
          giveTaken(flow, site, this.marks.taken({ kind: source.kind, form, code: spanOf(site), site }));
        });
    this.named.use(flow, site, callee);
    this.watched.watch(flow, site, callee);
    this.files.call(flow, site, callee);
  }

  caught(flow: Flow, out: FlowNode): void {
    flow.propagation.add(out, flow.outside('caught', []));
  }

  private callHelper(flow: Flow, site: CallSite, { module, path }: OutsideToken): void {
    if (module === '' && path.join('.') === 'Proxy') this.wrapped.proxy(flow, site);
    if (path.at(-1) !== 'pipeline') return;
    eachPiped(flow, site, (piped) => {
      this.pipe(flow, site, piped);
    });
  }

  private callOutside(flow: Flow, site: CallSite, callee: OutsideToken): void {
    if (isListed(this.names.names, callee)) {
      for (const value of site.args) this.keys(flow, value, site.result);
      return;
    }
    this.callMember(flow, site, callee);
    const { module, path } = callee;
    callLanguage(flow, site, callee);
    this.callHelper(flow, site, callee);
    if (module !== '') keepArguments(flow, site);
    if (hasKnownResult(this.names, callee)) flow.propagation.add(site.result, resultOf(flow, callee));
    if (answers(this.names, callee)) return;
    if (module === '' && path.length > 1) this.callUnknown(flow, site);
    else for (const value of site.args) this.passed.pass(flow, { value, by: callee }, site.result);
  }
}
