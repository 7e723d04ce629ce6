import { limitOf } from '../../files/index.js';
import type { CallArguments, OwnMethod, PythonFlow, PythonPlace, PythonValue } from '../../program/index.js';
import type { BehaviourNames, ReadySink } from '../behaviour/behaviour-names.js';
import { argumentValues, marksIn, textsIn } from './inside-values.js';
import { ofOverridden } from './overridden-methods.js';
import type { PythonHit } from './python-files.js';
import { spanOf, tokenOf, type PythonMark, type PythonName } from './taken-values.js';

/** The kind of what a call is given as a text that its sink names. */
const TEXT = 'text';

export interface NamedCall {
  readonly callee: Pick<PythonName, 'module' | 'path' | 'text'>;
  readonly args: CallArguments;
  readonly place: PythonPlace;
  readonly isOnImport: boolean;
  /** Whether it stands in a function that code puts in the place of another one. */
  readonly isOwnCall: boolean;
}

/** The arguments of a call that a sink means. */
function meantArguments(
  { arguments: wanted, besides = [] }: ReadySink,
  { positional, named }: CallArguments,
): readonly PythonValue[] {
  const byName = [...named].filter(([name]) => (wanted ? wanted.includes(name) : !besides.includes(name)));
  const byPlace = positional.filter((_, at) => !wanted || wanted.includes(at));
  return [...byPlace.flat(), ...byName.flatMap(([, values]) => values)];
}

/** The code of a call. */
export function codeOf({ module, node }: PythonPlace): string {
  return module.text.slice(node.start, Math.min(node.end, node.start + limitOf('behaviour-hint')));
}

/** The texts among a call's arguments, the text of the object whose method it calls, and all of them in a row. */
function textsOf(flow: PythonFlow, { text }: NamedCall['callee'], args: CallArguments): readonly string[] {
  const texts = [...(text === null ? [] : [text]), ...textsIn(argumentValues(args), flow)];
  return texts.length > 1 ? [...texts, texts.join('\n').slice(0, limitOf('behaviour-hint'))] : texts;
}

const NO_ARGUMENTS: CallArguments = { positional: [], named: new Map() };

/** Modules that send through the connection of another one. */
const ANY_CONNECTION = /^(?:any|ssl|socket|asyncio)$/;

/** Whether a call's code and texts are those of a sink. */
function isMeant(
  flow: PythonFlow,
  { given, where, unless }: ReadySink,
  { callee, args, place }: Pick<NamedCall, 'callee' | 'args' | 'place'>,
): boolean {
  if (where && !where.isIn(codeOf(place))) return false;
  const texts = given || unless ? textsOf(flow, callee, args) : [];
  if (unless && texts.some((text) => unless.isIn(text))) return false;
  return !given || texts.some((text) => given.pattern.isIn(text));
}

/** A hit before all of the program is known. */
interface FoundPython extends Omit<PythonHit, 'isFixed'> {
  /** The module that sends. */
  readonly sender: string;
}

/** Calls that take something away. */
export class WatchedPython {
  private readonly found = new Map<string, FoundPython>();
  /** Kinds of sinks that code calls. */
  readonly reached = new Set<string>();
  /** Modules that are given an address that the code holds. */
  private readonly addressed = new Set<string>();
  private readonly names: BehaviourNames;

  constructor(names: BehaviourNames) {
    this.names = names;
  }

  /** Sinks of a name; of an object of which nothing is known by the name of its method. */
  sinksOf({ module, path }: Pick<PythonName, 'module' | 'path'>): readonly ReadySink[] {
    return this.names.sinks.find(tokenOf({ module, path }));
  }

  hits(): readonly PythonHit[] {
    const isFixed = (sender: string): boolean =>
      ANY_CONNECTION.test(sender) ? this.addressed.size > 0 : this.addressed.has(sender);
    return [...this.found.values()].map(({ sender, ...hit }) => ({ ...hit, isFixed: isFixed(sender) }));
  }

  watch(flow: PythonFlow, call: NamedCall): void {
    const { callee, args } = call;
    const isAddressed = this.names.connections
      .find(tokenOf(callee))
      .some(({ given }) => textsOf(flow, callee, args).some((text) => given.pattern.isIn(text)));
    if (isAddressed) this.addressed.add(callee.module);
    // The function that code replaced, called for a request of the code itself.
    const isOwnCall = call.isOwnCall && !isAddressed;
    for (const sink of this.sinksOf(call.callee)) this.watchSink(flow, sink, { ...call, isOwnCall });
  }

  private watchSink(
    flow: PythonFlow,
    sink: ReadySink,
    { callee, args, place, isOnImport, isOwnCall }: NamedCall,
  ): void {
    const { given, where } = sink;
    if (!isMeant(flow, sink, { callee, args, place })) return;
    this.reached.add(sink.kind);
    const values = meantArguments(sink, args);
    const hit = { to: sink.kind, code: spanOf(place), isOnImport, sender: callee.module };
    for (const mark of marksIn(values, flow))
      if (isTaken(mark, isOwnCall ? callee.module : null)) this.add({ ...hit, mark });
    if (given || where) this.add({ ...hit, mark: { kind: TEXT, code: hit.code } });
  }

  /** What methods give to code that calls them as methods of another class. */
  give(flow: PythonFlow, method: OwnMethod): void {
    for (const { kind: to } of ofOverridden(this.names.givers, method))
      for (const value of method.values) {
        if (value.kind !== 'function') continue;
        const code = spanOf({ module: value.unit.scope.module, node: value.unit.node });
        const results = [...flow.callFunction(value.unit, method.self, NO_ARGUMENTS)];
        for (const mark of marksIn(results, flow)) this.add({ mark, to, code, isOnImport: true, sender: '' });
      }
  }

  private add(hit: FoundPython): void {
    const { mark, to, code } = hit;
    const key = `${mark.kind}\n${to}\n${code.file}\n${String(code.start)}`;
    if (!this.found.has(key) && this.found.size < limitOf('behaviour-hits')) this.found.set(key, hit);
  }
}

/** Whether a call takes a mark away. The function that code replaced is called with what it would have got. @param replaced module of that function */
function isTaken({ form, hooked }: PythonMark, replaced: string | null): boolean {
  return form !== 'names' && (replaced === null || hooked !== replaced);
}
