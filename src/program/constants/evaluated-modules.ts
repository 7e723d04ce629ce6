import type { AnyNode, Program } from 'acorn';
import { eachChild, evaluatedText, holdsOne, parseScript, placesOf } from '../../syntax/index.js';
import type { Edit } from './fold.js';

/** Stands at the end of each module that webpack writes into a text (`devtool: 'eval'`). */
const NAMED = 'sourceURL=webpack';

/** The code of a module that a statement evaluates; null of other nodes. */
function moduleIn(node: AnyNode): string | null {
  const code = node.type === 'ExpressionStatement' ? evaluatedText(node.expression) : null;
  return code?.includes(NAMED) && parseScript(code) ? code : null;
}

/** The modules of a bundle in which webpack wrote them as texts, each in the place of the statement that runs it. */
export function evaluatedModules(text: string, parse: () => Program | null): readonly Edit[] {
  const program = text.includes(NAMED) ? parse() : null;
  if (!program) return [];
  const places = placesOf(text, 'eval(');
  const edits: Edit[] = [];
  const open: AnyNode[] = [program];
  for (let node = open.pop(); node; node = open.pop()) {
    const { start, end } = node;
    const code = moduleIn(node);
    if (code !== null) edits.push({ start, end, text: `${code}\n` });
    else
      eachChild(node, (child) => {
        if (holdsOne(child, places)) open.push(child);
      });
  }
  return edits.sort((a, b) => a.start - b.start);
}
