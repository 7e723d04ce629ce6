import { limitOf } from '../../files/index.js';
import {
  type CallSite,
  type Flow,
  type FlowNode,
  type MarkToken,
  type OutsideToken,
  type Token,
} from '../../program/index.js';
import { isListed, type BehaviourNames, type ReadySink } from './behaviour-names.js';
import { addComputed } from './computed-text.js';
import { EmittedEvents } from './emitted-events.js';
import type { Hints } from './hints.js';
import { eachInside, eachOfCommand, holdsWord } from './inner-values.js';
import type { BehaviourHit, FoundHit } from './behaviour-hit.js';
import { methodName } from './mark-methods.js';
import { IMPORTING, REQUIRING } from './member-names.js';
import { markOf, spanOf, type CodeSpan, type TakenMark } from './marks.js';
import { eachWatched, hookedBy, isOnlyNamed, isOwnMethod } from './watched-arguments.js';

interface SinkCall {
  readonly sink: ReadySink;
  readonly callee: OutsideToken;
}

/** Calls that take something away. */
export class WatchedCalls {
  /** All calls of the code. */
  readonly sites = new Set<CallSite>();
  private readonly emitted = new EmittedEvents();
  private readonly found = new Map<string, FoundHit>();
  private readonly digested = new Set<TakenMark>();
  /** Kinds of what code signs with. */
  private readonly signed = new Set<string>();
  /** What is given an address that the code holds. */
  private readonly addressed = new Set<string>();
  /** Calls that may be given such an address, and whether they are. */
  private readonly connecting = new Map<string, boolean>();
  /** The same of an address that is a bare number: what sends, and the calls. */
  private readonly bare = new Set<string>();
  /** Kinds of tokens and calls that are given an address of their service, and those that are given another address. */
  private readonly home = new Set<string>();
  private readonly away = new Set<string>();
  private readonly names: BehaviourNames;
  private readonly hints: Hints;

  constructor(names: BehaviourNames, hints: Hints) {
    this.names = names;
    this.hints = hints;
  }

  note(flow: Flow, site: CallSite, callee: Token): void {
    this.sites.add(site);
    if (callee.kind === 'native' && callee.name === 'import') this.watch(flow, site, IMPORTING);
    if (callee.kind === 'native' && callee.name === 'require') this.watch(flow, site, REQUIRING);
    this.emitted.note(flow, site);
    addComputed(flow, site);
  }

  hits(): readonly BehaviourHit[] {
    return [...this.found.values()]
      .filter((hit) => !hit.mark.behind.some(holdsWord) && !this.asksAgain(hit) && !this.isAtHome(hit))
      .map(({ sender, second, ...hit }) => ({
        ...hit,
        isFixed: this.connecting.get(placeOf(hit.code)) ?? this.addressed.has(sender),
        isBare: this.bare.has(this.connecting.has(placeOf(hit.code)) ? placeOf(hit.code) : sender),
        isBlank: isOfCode(second),
        isDigested: this.isDigested(hit.mark),
        isSigned: this.signed.has(hit.mark.kind),
      }));
  }

  /** A call that gives an answer is given it: it asks the same machine again, as code names no other one. */
  private asksAgain({ mark, code, sender }: FoundHit): boolean {
    return placeOf(mark.code) === placeOf(code) && !this.addressed.has(sender);
  }

  /** A token goes to the service that it belongs to, by a call that is given no other address. */
  private isAtHome({ mark, code }: FoundHit): boolean {
    const key = `${mark.kind}\n${placeOf(code)}`;
    return this.home.has(key) && !this.away.has(key);
  }

  isDigested(mark: TakenMark): boolean {
    return this.digested.has(mark);
  }

  /** A digest is made of what a call is given, or its signature is verified: `createHash('sha256').update(bytes)`. */
  private digest(flow: Flow, { args }: CallSite, { module, path }: OutsideToken): void {
    const isUpdate =
      path.at(-1) === 'update' && (path.includes('createHash') || path.includes('createVerify'));
    const isVerified = module === 'crypto' && path.at(-1) === 'verify';
    for (const value of isUpdate || isVerified || path.at(-1) === 'hash' ? args : [])
      eachInside(flow, value, (token) => {
        const mark = markOf(token);
        if (mark?.is === 'taken') this.digested.add(mark);
      });
  }

  /** A key that code signs with: `createHmac('sha256', key)`. */
  private sign(flow: Flow, { args: [, key] }: CallSite, { path }: OutsideToken): void {
    if (!key || path.at(-1) !== 'createHmac') return;
    eachInside(flow, key, (token) => {
      const mark = markOf(token);
      if (mark?.is === 'taken') this.signed.add(mark.kind);
    });
  }

  /** Follows what a call is given, if it calls a sink or makes a digest. */
  watch(flow: Flow, site: CallSite, callee: OutsideToken): void {
    const { args } = site;
    this.digest(flow, site, callee);
    this.sign(flow, site, callee);
    const connections = this.names.connections.find(callee);
    const place = placeOf(spanOf(site));
    if (connections.some(({ alone }) => alone))
      this.connecting.set(place, this.connecting.get(place) ?? false);
    for (const { given } of connections)
      this.hints.whenGiven(flow, { args, given }, () => {
        this.addressed.add(senderOf(callee));
        if (this.connecting.has(place)) this.connecting.set(place, true);
      });
    for (const given of connections.length > 0 ? this.names.bare : [])
      this.hints.whenGiven(flow, { args, given }, () => {
        this.bare.add(senderOf(callee));
        this.bare.add(place);
      });
    const sinks = this.names.sinks.find(callee);
    if (sinks.length > 0) this.noteHomes(flow, site);
    for (const sink of sinks)
      this.hints.whenTold(flow, { site, by: sink }, () => {
        this.watchArguments(flow, site, { sink, callee });
      });
  }

  private noteHomes(flow: Flow, site: CallSite): void {
    for (const { kind, home, others } of this.names.homes) {
      const key = `${kind}\n${placeOf(spanOf(site))}`;
      this.hints.whenGiven(flow, { args: site.args, given: home }, () => this.home.add(key));
      this.hints.whenGiven(flow, { args: site.args, given: others }, () => this.away.add(key));
    }
  }

  private watchArguments(flow: Flow, site: CallSite, { sink, callee }: SinkCall): void {
    const isHooked = hookedBy(site, callee);
    // A method that code names is no function whose name it computes.
    const isOther = callee.path[0] === '*' && methodName(site) !== null;
    if (isOther || isOwnMethod(flow, site)) return;
    const call = {
      to: sink.kind,
      code: spanOf(site),
      sender: senderOf(callee),
      second: site.args[1] ?? null,
    };
    const take = (token: Token): void => {
      const mark = markOf(token);
      // The function that was replaced is called with what it would have got.
      if (mark?.is !== 'taken' || isOnlyNamed(mark, sink) || isHooked(mark.hooked)) return;
      this.add({ mark, ...call });
    };
    const addTexts = (at: number) => (token: Token) => {
      for (const mark of this.textsAt(site, at, token)) this.add({ mark, ...call });
    };
    const isProgram = isListed(this.names.runners, callee);
    eachWatched(flow, { site, sink }, (value, at) => {
      if (sink.texts) eachInside(flow, value, addTexts(at));
      if (!isProgram) eachInside(flow, value, take);
      // A program has the environment of what starts it in any case.
      else
        eachOfCommand(flow, value, {
          found: take,
          skips: (token) => {
            const mark = markOf(token);
            if (mark?.is !== 'taken' || mark.form !== 'whole') take(token);
          },
        });
    });
  }

  /** What a text of the code is that a call is given. */
  private textsAt({ given, scope }: CallSite, at: number, token: Token): TakenMark[] {
    const node = given[at];
    const kinds = node ? this.hints.kindsOf(token) : [];
    return kinds.flatMap((kind) =>
      node
        ? [
            {
              is: 'taken',
              kind,
              form: 'value',
              code: spanOf({ node, scope }),
              hooked: '',
              behind: [],
              site: null,
            },
          ]
        : [],
    );
  }

  /** `answer.pipe(request)` sends what it answers. */
  pipe(
    flow: Flow,
    { site, to, from }: { readonly site: CallSite; readonly to: FlowNode; readonly from: MarkToken },
  ): void {
    const mark = markOf(from);
    if (mark?.is !== 'taken') return;
    flow.propagation.listen(to, (token) => {
      if (token.kind !== 'outside') return;
      if (token.path.includes('createHash')) this.digested.add(mark);
      for (const { kind } of this.names.sinks.find({ ...token, path: [...token.path, 'write'] }))
        this.add({ mark, to: kind, code: spanOf(site), sender: senderOf(token), second: null });
    });
  }

  private add(hit: FoundHit): void {
    const { mark, to, code } = hit;
    const key = `${mark.kind}\n${to}\n${code.file}\n${String(code.start)}`;
    if (!this.found.has(key) && this.found.size < limitOf('behaviour-hits')) this.found.set(key, hit);
  }
}

/** Whether a place holds nothing but texts of the code, or bytes that mean nothing. */
function isOfCode(place: FlowNode | null): boolean {
  const tokens = [...(place?.tokens ?? [])];
  return tokens.length > 0 && tokens.every((token) => token.kind === 'text' || isEmptied(token));
}

/** `crypto.randomBytes(size)`, `Buffer.alloc(size)` */
function isEmptied(token: Token): boolean {
  return token.kind === 'outside' && /^(?:randomBytes|alloc)$/.test(token.path.at(-2) ?? '');
}

function placeOf({ file, start, end }: CodeSpan): string {
  return `${file}\n${String(start)}\n${String(end)}`;
}

function senderOf({ module, path }: OutsideToken): string {
  return module === '' ? (path[0] ?? '') : module;
}
