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
  type MarkToken,
  type OutsideToken,
  type PropertyRead,
  type Token,
  type Unit,
} from '../../program/index.js';
import { holdsOne } from '../../syntax/index.js';
import { answers, hasKnownResult, isListed, memberOf, type BehaviourNames } from './behaviour-names.js';
import { computedText } from './computed-text.js';
import { EnvironmentReads } from './environment-reads.js';
import { callLanguage, escapeReturned, readAnyGlobal } from './hidden-functions.js';
import { FileCalls } from './file-calls.js';
import type { FollowedPlaces } from './followed-places.js';
import { Hints } from './hints.js';
import { eachInside, passMarks } from './inner-values.js';
import { joinMarks } from './join-marks.js';
import {
  BY_PLACE,
  callBack,
  callMark,
  eachPiped,
  isDeepMember,
  isForwarded,
  isPipe,
  keepArguments,
  LATER,
  methodName,
  passReturned,
  resultOf,
  saysLittle,
  TELLING,
  type Piped,
} from './mark-methods.js';
import { Marks, markOf, spanOf } from './marks.js';
import { WatchedCalls, type BehaviourHit } from './watched-calls.js';
import { WrappedMethods } from './wrapped-methods.js';
import { WrittenFiles } from './written-files.js';

/** Follows what malicious code takes through a program, to where it takes it. */
export class BehaviourDomain implements FlowDomain {
  private readonly written = new WrittenFiles();
  private readonly marks = new Marks();
  private readonly around = new Set<CallSite>();
  private readonly escaped = new Set<Token>();
  private readonly names: BehaviourNames;
  private readonly kinds: ReadonlySet<string> | null;
  private readonly large: ReadonlyMap<string, readonly number[]>;
  private readonly hints: Hints;
  private readonly reads: EnvironmentReads;
  private readonly files: FileCalls;
  private readonly watched: WatchedCalls;
  private readonly wrapped: WrappedMethods;

  constructor(names: BehaviourNames, { kinds = null, large = new Map() }: FollowedPlaces = {}) {
    const { marks } = this;
    this.names = names;
    this.kinds = kinds;
    this.large = large;
    this.hints = new Hints(names.hints, marks);
    const isFollowed = (kind: string): boolean => this.isFollowed(kind);
    this.reads = new EnvironmentReads({ names, marks, isFollowed });
    this.wrapped = new WrappedMethods({ names, marks, isFollowed });
    this.files = new FileCalls({ names, marks, hints: this.hints, files: this.written });
    this.watched = new WatchedCalls(names, this.hints);
  }

  hits(): readonly BehaviourHit[] {
    return [...this.watched.hits(), ...this.written.hits((mark) => this.watched.isDigested(mark))];
  }

  private isFollowed(kind: string): boolean {
    return !this.kinds || this.kinds.has(kind);
  }

  isNamed(token: OutsideToken): boolean {
    return this.names.modules.has(memberOf(this.names, token).module);
  }

  /** What servers and files answer holds nothing of the question. */
  isPassed(token: MarkToken, callee: Token): boolean {
    return (
      callee.kind !== 'outside' ||
      isForwarded(token, callee) ||
      !answers(this.names, memberOf(this.names, callee))
    );
  }

  enter(flow: Flow, { file, node, params, returns }: Unit): boolean {
    const places = this.large.get(file);
    if (!places || holdsOne(node, places)) return true;
    for (const param of params) passMarks(flow, param, returns);
    return false;
  }

  /** Code outside that calls a function may call the function that it gives: `(next) => async (args) => …`. */
  escape(flow: Flow, token: Token): void {
    if (this.escaped.has(token)) return;
    this.escaped.add(token);
    escapeReturned(flow, token);
  }

  join(flow: Flow, parts: readonly JoinedPart[], out: FlowNode): void {
    joinMarks(flow, parts, { out, names: this.names, hints: this.hints });
  }

  element(flow: Flow, token: MarkToken | OutsideToken, read: ElementRead): void {
    if (token.kind === 'outside') {
      readAnyGlobal(flow, token, read.out);
      return;
    }
    const mark = markOf(token);
    if (mark?.is === 'taken' && mark.form === 'whole') this.reads.element(flow, mark, read);
    else flow.propagation.add(read.out, token);
  }

  keys(flow: Flow, value: FlowNode, out: FlowNode): void {
    this.reads.keys(flow, value, out);
  }

  read(flow: Flow, { name, out, place }: PropertyRead, token: Token): boolean {
    if (token.kind === 'outside') this.readOutside(flow, { name, out, place }, token);
    if (token instanceof ObjectToken && token.form === 'function' && name === 'constructor')
      flow.propagation.add(out, flow.outside('', ['Function']));
    const mark = markOf(token);
    if (!mark) return false;
    if (mark.is === 'taken' && mark.form === 'whole' && !LATER.has(name))
      this.reads.variable(flow, { name, out }, spanOf(place));
    else flow.propagation.add(out, saysLittle(mark, name) ? PLAIN : token);
    return true;
  }

  private readOutside(flow: Flow, read: Omit<PropertyRead, 'object'>, token: OutsideToken): void {
    this.reads.member(flow, read, token);
    const { module, path } = token;
    // The engine takes members inside of members for data: `child.stdin.write`.
    const isDeep = isDeepMember(path) && this.names.modules.has(module);
    if (isDeep) flow.propagation.add(read.out, flow.outside(module, [...path, read.name]));
  }

  store(flow: Flow, token: OutsideToken, stored: { readonly name: string; readonly value: FlowNode }): void {
    this.reads.hook(flow, token, stored);
  }

  storeForeign(flow: Flow, stored: { readonly name: string; readonly value: FlowNode }): void {
    this.wrapped.store(flow, stored);
  }

  invoke(flow: Flow, site: CallSite, callee: Token): boolean {
    const text = computedText(flow, site);
    if (text !== null) flow.propagation.add(site.result, flow.text(text));
    if (callee.kind === 'mark') {
      this.callTaken(flow, site, callee);
      return true;
    }
    if (callee.kind === 'outside') this.callOutside(flow, site, memberOf(this.names, callee));
    if (callee.kind === 'native' && callee.name === 'require') this.files.start(flow, site);
    if (callee.kind === 'plain' || callee.kind === 'unknown') this.callUnknown(flow, site);
    return false;
  }

  private pipe(flow: Flow, site: CallSite, piped: Piped): void {
    this.files.pipe(flow, piped.to, piped.from);
    this.watched.pipe(flow, { site, ...piped });
  }

  private callTaken(flow: Flow, site: CallSite, callee: MarkToken): void {
    if (this.files.callStream(flow, site, callee)) return;
    const [to] = site.args;
    if (to && isPipe(site)) this.pipe(flow, site, { to, from: callee });
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
    this.callMember(flow, site, { kind: 'outside', module: 'any', path: [name] });
    if (name === 'use') this.wrapped.intercept(flow, site);
    passMarks(flow, flow.valueAt(method.object, scope), site.result);
    keepArguments(flow, site);
    if (BY_PLACE.has(name)) return;
    for (const value of site.args) {
      this.passArgument(flow, value, site.result);
      passReturned(flow, value, site.result);
    }
  }

  /** What a function gives of an argument: what it is, and what its texts say. */
  private passArgument(flow: Flow, value: FlowNode, out: FlowNode): void {
    eachInside(flow, value, (token) => {
      if (token.kind === 'mark') flow.propagation.add(out, this.reads.inText(token));
      else if (token.kind === 'text') this.hints.pass(flow, token.text, out);
    });
  }

  private callMember(flow: Flow, site: CallSite, callee: OutsideToken): void {
    for (const source of this.names.calls.find(callee))
      if (this.isFollowed(source.kind))
        this.hints.whenGiven(flow, { ...source, args: site.args }, () => {
          const form = source.whole ? 'whole' : 'value';
          const mark = this.marks.taken({ kind: source.kind, form, code: spanOf(site) });
          flow.propagation.add(site.result, mark);
          for (const value of site.args) callBack(flow, value, mark);
        });
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
    else for (const value of site.args) this.passArgument(flow, value, site.result);
  }
}
