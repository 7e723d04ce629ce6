import { ObjectToken, PLAIN, type Flow, type FlowNode, type JoinedPart } from '../../program/index.js';
import type { BehaviourNames } from './behaviour-names.js';
import type { Hints } from './hints.js';
import { passMarks } from './inner-values.js';
import { markOf, type Mark, type Marks } from './marks.js';

/** The end of a text that code puts together, where it names a file: `'/tmp/' + name + '.node'`. */
const FILE_NAME =
  /^(?!.*:\/\/)(?=.*[\\/]).*\.[a-zA-Z]\w{0,5}$|^(?!.*:\/\/)(?:\/tmp|\/var\/tmp|\/dev\/shm)\/\S*$/;

interface Joining {
  readonly out: FlowNode;
  readonly names: BehaviourNames;
  readonly hints: Hints;
  readonly marks: Marks;
}

/** Lets a text hold what its parts hold, and tell what they tell. */
export function joinMarks(
  flow: Flow,
  parts: readonly JoinedPart[],
  { out, names, hints, marks }: Joining,
): void {
  flow.propagation.add(out, PLAIN);
  const last = parts.at(-1);
  if (last && last.before !== '') hints.passHome(flow, last.before + last.own, out);
  const isFile = last && FILE_NAME.test(last.before + last.own);
  if (isFile) flow.propagation.add(out, marks.path(out));
  for (const { value, before } of parts) {
    // What a text begins with: `https://host.example/${path}`.
    if (before !== '') hints.pass(flow, before, out);
    flow.propagation.listen(value, (token) => {
      const mark = markOf(token);
      if (token.kind === 'text') hints.pass(flow, before + token.text, out);
      // An object in a text is its name.
      const isName = mark?.is === 'taken' && mark.form === 'whole';
      if (mark && !isName && !isNarrowed(names, mark, parts)) flow.propagation.add(out, token);
      if (token instanceof ObjectToken && token.form === 'array') passMarks(flow, value, out);
    });
  }
}

/** Whether a text names something inside of a folder of which only the whole counts. */
function isNarrowed({ narrow }: BehaviourNames, mark: Mark, parts: readonly JoinedPart[]): boolean {
  if (mark.is !== 'taken' || !narrow.has(mark.kind)) return false;
  return parts.some(({ before, own }) => /\w/.test(before + own));
}
