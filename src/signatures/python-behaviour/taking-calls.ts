import { limitOf } from '../../files/index.js';
import { fieldOf } from '../../syntax/index.js';
import type { CallArguments, OutsideValue, PythonFlow, PythonPlace } from '../../program/index.js';
import type { BehaviourNames, ReadySource } from '../behaviour/behaviour-names.js';
import { argumentValues, holdsText, marksIn, textsIn } from './inside-values.js';
import { knowsArgument } from './caller-values.js';
import { ANY, tokenOf, whatIs, type PythonName } from './taken-values.js';
import { codeOf } from './watched-python.js';

/** What a name stands for whose value is a source: the environment. */
export function wholeOf(
  { members }: Pick<BehaviourNames, 'members'>,
  value: OutsideValue,
): ReadySource | null {
  const what = whatIs(value);
  return what.is === 'name' ? (members.find(tokenOf(what))[0] ?? null) : null;
}

/** A method of an object of which nothing is known. */
export function unknownMethod(name: string): PythonName {
  return { is: 'name', module: ANY, path: [name], at: '', text: null };
}

/** The method that a call names: `text.replace(a, b)`; without a name for other calls. */
export function methodOf({ module, node }: PythonPlace): PythonName {
  const callee = node.type === 'call' ? fieldOf(node, 'function') : undefined;
  const name = callee?.type === 'attribute' ? fieldOf(callee, 'attribute') : undefined;
  return unknownMethod(name ? module.text.slice(name.start, name.end) : '');
}

interface TakingCall {
  readonly callee: PythonName;
  readonly args: CallArguments;
  readonly place: PythonPlace;
}

/** The sources that a call takes something of. */
export function sourcesOf(
  { calls }: Pick<BehaviourNames, 'calls'>,
  flow: PythonFlow,
  call: TakingCall,
): readonly ReadySource[] {
  return calls
    .find(tokenOf(call.callee))
    .filter((source) => fits(source, call) && isMeant(source, flow, call));
}

function fits({ where }: ReadySource, { place }: TakingCall): boolean {
  return !where || where.isIn(codeOf(place));
}

/** Texts, and all of them in a row: the names that a call in a loop is given. */
function textsOf(texts: readonly string[]): readonly string[] {
  return texts.length > 1 ? [...texts, texts.join('\n').slice(0, limitOf('behaviour-hint'))] : texts;
}

function isMeant(
  { given, whole, passes, kind, of, known }: ReadySource,
  flow: PythonFlow,
  call: TakingCall,
): boolean {
  if (known && !knowsArgument(call.args, known)) return false;
  const values = argumentValues(call.args);
  const own = call.callee.text === null ? [] : [call.callee.text];
  if (given && !textsOf([...own, ...textsIn(values, flow)]).some((text) => given.pattern.isIn(text)))
    return false;
  const kinds = whole ? [kind] : of;
  // Of the environment, names that it has itself; of what decodes, something that is there to be decoded.
  if (kinds) return marksIn(values, flow).some((mark) => kinds.includes(mark.kind));
  return !passes || marksIn(values, flow).length > 0 || holdsText(values, flow);
}
