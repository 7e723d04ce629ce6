import { ObjectToken, PLAIN, type Flow, type FlowNode, type JoinedPart } from '../../program/index.js';
import type { BehaviourNames } from './behaviour-names.js';
import type { Hints } from './hints.js';
import { passMarks } from './inner-values.js';
import { markOf, type Mark } from './marks.js';

interface Joining {
  readonly out: FlowNode;
  readonly names: BehaviourNames;
  readonly hints: Hints;
}

/** Lets a text hold what its parts hold, and tell what they tell. */
export function joinMarks(flow: Flow, parts: readonly JoinedPart[], { out, names, hints }: Joining): void {
  flow.propagation.add(out, PLAIN);
  const last = parts.at(-1);
  if (last && last.before !== '') hints.passHome(flow, last.before + last.own, out);
  for (const { value, before } of parts)
    flow.propagation.listen(value, (token) => {
      const mark = markOf(token);
      if (token.kind === 'text') hints.pass(flow, before + token.text, out);
      // An object in a text is its name.
      const isName = mark?.is === 'taken' && mark.form === 'whole';
      if (mark && !isName && !isNarrowed(names, mark, parts)) flow.propagation.add(out, token);
      if (token instanceof ObjectToken && token.form === 'array') passMarks(flow, value, out);
    });
}

/** Whether a text names something inside of a folder of which only the whole counts. */
function isNarrowed({ narrow }: BehaviourNames, mark: Mark, parts: readonly JoinedPart[]): boolean {
  if (mark.is !== 'taken' || !narrow.has(mark.kind)) return false;
  return parts.some(({ before, own }) => /\w/.test(before + own));
}
