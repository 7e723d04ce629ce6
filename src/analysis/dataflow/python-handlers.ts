import type { FunctionUnit } from '../../program/index.js';
import { fieldOf, type PythonNode } from '../../syntax/index.js';

/** A handler of Lambda has two parameters, and usual names for them. */
const EVENT = /^_?(?:event|evt|ev|e|request|req|payload|message|input|data|records?)$/i;
const CONTEXT = /context|ctx|^_+$|^c$/i;

/** Whether the runtime may call a function as a handler. */
export function mayBeHandler({ positions, rest }: FunctionUnit): boolean {
  const [event = '', context = ''] = positions;
  if (positions.length === 2) return EVENT.test(event) || CONTEXT.test(context);
  return rest !== null && EVENT.test(event);
}

/** Types of which no value does harm. */
const HARMLESS =
  /^(?:(?:typing\.)?(?:Optional\[)?)?(?:int|float|bool|complex|(?:uuid\.)?UUID|(?:datetime\.)?(?:date|datetime|time|timedelta)|(?:decimal\.)?Decimal|(?:typing\.)?Literal\[.*\])\]?(?:\s*\|\s*None)?$/;

function typeIn(parameter: PythonNode, text: string): string {
  const type = fieldOf(parameter, 'type');
  return type ? text.slice(type.start, type.end) : '';
}

/** Names of parameters that a framework fills with parts of a request, but for those whose type allows no harm. */
export function givenParameters({ node, scope, parameters, positions }: FunctionUnit): string[] {
  const { text } = scope.module;
  const harmless = new Set(
    (fieldOf(node, 'parameters')?.children ?? []).flatMap((each) => {
      const name = fieldOf(each, 'name') ?? each.children.find(({ type }) => type === 'identifier');
      return name && HARMLESS.test(typeIn(each, text)) ? [text.slice(name.start, name.end)] : [];
    }),
  );
  return [...parameters.keys()].filter(
    (name) => !harmless.has(name) && !(positions[0] === name && /^(?:self|cls)$/.test(name)),
  );
}
