import { limitOf } from '../../files/index.js';
import type { CallArguments, PythonFlow, PythonPlace, PythonValue } from '../../program/index.js';
import type { BehaviourNames, ReadySink } from '../behaviour/behaviour-names.js';
import { argumentValues, marksIn, textsIn } from './inside-values.js';
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

/** The texts among a call's arguments, and the text of the object whose method it calls. */
function textsOf(flow: PythonFlow, { text }: NamedCall['callee'], args: CallArguments): readonly string[] {
  return [...(text === null ? [] : [text]), ...textsIn(argumentValues(args), flow)];
}

/** Calls that take something away. */
export class WatchedPython {
  readonly found = new Map<string, PythonHit>();
  private readonly names: BehaviourNames;

  constructor(names: BehaviourNames) {
    this.names = names;
  }

  /** Sinks of a name; of an object of which nothing is known by the name of its method. */
  sinksOf({ module, path }: Pick<PythonName, 'module' | 'path'>): readonly ReadySink[] {
    return this.names.sinks.find(tokenOf({ module, path }));
  }

  watch(flow: PythonFlow, call: NamedCall): void {
    for (const sink of this.sinksOf(call.callee)) this.watchSink(flow, sink, call);
  }

  private watchSink(
    flow: PythonFlow,
    sink: ReadySink,
    { callee, args, place, isOnImport, isOwnCall }: NamedCall,
  ): void {
    const { given, where } = sink;
    if (where && !where.isIn(codeOf(place))) return;
    if (given && !textsOf(flow, callee, args).some((text) => given.pattern.isIn(text))) return;
    const values = meantArguments(sink, args);
    const hit = { to: sink.kind, code: spanOf(place), isOnImport };
    for (const mark of marksIn(values, flow))
      if (isTaken(mark, isOwnCall ? callee.module : null)) this.add({ ...hit, mark });
    if (given || where) this.add({ ...hit, mark: { kind: TEXT, code: hit.code } });
  }

  private add(hit: PythonHit): void {
    const { mark, to, code } = hit;
    const key = `${mark.kind}\n${to}\n${code.file}\n${String(code.start)}`;
    if (!this.found.has(key) && this.found.size < limitOf('behaviour-hits')) this.found.set(key, hit);
  }
}

/** Whether a call takes a mark away. The function that code replaced is called with what it would have got. @param replaced module of that function */
function isTaken({ form, hooked }: PythonMark, replaced: string | null): boolean {
  return form !== 'names' && (replaced === null || hooked !== replaced);
}
