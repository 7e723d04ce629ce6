import { limitOf } from '../../files/index.js';
import type { CallSite, Flow, FlowNode, MarkToken, Token } from '../../program/index.js';
import type { BehaviourNames, Hint, ReadySink, ReadySource } from './behaviour-names.js';
import { eachOfAddress } from './inner-values.js';
import { CALLERS, methodName } from './mark-methods.js';
import { markOf, type Marks } from './marks.js';

/** Which text of a call tells that it is a source or a sink. */
type Telling = Pick<ReadySource, 'given' | 'givenAt'> & Pick<ReadySink, 'program'>;

/** Texts whose hints are remembered, over all scripts: packages have many texts in common. */
const MAX_KNOWN = 50_000;

/** Sources of the patterns that each text fits. */
const knownHints = new WeakMap<readonly Hint[], Map<string, readonly string[]>>();

/** Sources of the patterns that a text fits. */
function sourcesIn(text: string, hints: readonly Hint[]): readonly string[] {
  const known = knownHints.get(hints) ?? new Map<string, readonly string[]>();
  knownHints.set(hints, known);
  const found = known.get(text);
  if (found) return found;
  if (known.size >= MAX_KNOWN) known.clear();
  const made = hints.flatMap(({ pattern, source }) => (pattern.isIn(text) ? [source] : []));
  known.set(text, made);
  return made;
}

/** Texts that tell what a call is that is given them: a path of credentials, an address. */
export class Hints {
  private readonly known = new Map<string, readonly MarkToken[]>();
  private readonly marks: Marks;
  /** Those of addresses of services that tokens belong to. */
  private readonly homes: ReadonlySet<string>;
  private readonly names: Pick<BehaviourNames, 'hints' | 'homes' | 'starters' | 'texts'>;

  constructor(names: Hints['names'], marks: Marks) {
    const { homes } = names;
    this.names = names;
    this.homes = new Set(homes.flatMap(({ home, others }) => [home.source, others.source]));
    this.marks = marks;
  }

  /** What a text tells. */
  of(text: string): readonly MarkToken[] {
    if (text.length > limitOf('behaviour-hint')) return [];
    const known = this.known.get(text);
    if (known) return known;
    const made = sourcesIn(text, this.names.hints).map((source) => this.marks.hint(source));
    this.known.set(text, made);
    return made;
  }

  /** Patterns of the texts that a value is, or is made of. */
  private told(token: Token): string[] {
    const told = token.kind === 'text' ? this.of(token.text) : [token];
    return told.flatMap((each) => {
      const mark = markOf(each);
      return mark?.is === 'hint' ? [mark.source] : [];
    });
  }

  /** Kinds of sources that a text of the code is. */
  kindsOf(token: Token): string[] {
    return this.told(token).flatMap((source) => this.names.texts.get(source) ?? []);
  }

  /** Lets what a text tells be told by a value that is made of it. */
  pass(flow: Flow, text: string, out: FlowNode): void {
    for (const hint of this.of(text)) flow.propagation.add(out, hint);
  }

  /** The same of a text that code shows only in part: whether it is an address of the service that a token belongs to. */
  passHome(flow: Flow, text: string, out: FlowNode): void {
    for (const hint of this.of(text)) {
      const mark = markOf(hint);
      if (mark?.is === 'hint' && this.homes.has(mark.source)) flow.propagation.add(out, hint);
    }
  }

  /** Calls back once a call is known to be given a text that tells what it is. */
  whenGiven(
    flow: Flow,
    { args, given }: Pick<CallSite, 'args'> & { readonly given: Hint | null },
    run: () => void,
  ): void {
    if (!given) {
      run();
      return;
    }
    let isGiven = false;
    for (const value of args)
      eachOfAddress(flow, value, (token) => {
        if (isGiven || !this.told(token).includes(given.source)) return;
        isGiven = true;
        run();
      });
  }

  /** Calls back once a call is known to be given the text that tells that it is a source or a sink, where that text tells it. */
  whenTold(
    flow: Flow,
    { site, by: { given, givenAt, program } }: { readonly site: CallSite; readonly by: Telling },
    run: () => void,
  ): void {
    const { args } = site;
    // What calls a function as its method is given one argument more.
    const isPlaced = !CALLERS.has(methodName(site) ?? '') && site.spreadFrom === Infinity;
    if (!isPlaced || (givenAt === undefined && !program)) {
      this.whenGiven(flow, { args, given }, run);
      return;
    }
    const at = givenAt ?? 0;
    this.whenGiven(flow, { args: args.slice(at, at + 1), given }, run);
    if (program)
      this.whenStarted(flow, args, () => this.whenGiven(flow, { args: args.slice(1), given }, run));
  }

  /** Calls back once a call starts a program that runs what it is given: `env curl …`, `sh -c 'curl …'`. */
  private whenStarted(flow: Flow, [first, ...rest]: CallSite['args'], run: () => void): void {
    if (!first) return;
    for (const { programs, options } of this.names.starters) {
      this.whenGiven(flow, { args: [first], given: programs }, run);
      this.whenGiven(flow, { args: rest, given: options }, run);
    }
  }
}
