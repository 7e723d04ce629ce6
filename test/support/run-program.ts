import type { FlowDomain } from '../../src/program/flow/flow.js';
import { ProgramFlow } from '../../src/program/flow/follow-program.js';
import { openTreeProgram } from '../../src/program/flow/tree-program.js';
import { memoryTree } from './memory-tree.js';

type Files = Readonly<Record<string, string>>;

/** Follows a program from `handler` of its first file. `ran`: the texts of the code that runs, if they begin with yes or no. */
export async function runProgram(files: Files, isSpent?: () => boolean) {
  const texts = new Set<string>();
  const domain: FlowDomain = { text: (text) => void texts.add(text) };
  const tree = memoryTree(files);
  const program = new ProgramFlow(
    await openTreeProgram(tree, { scripts: Object.keys(files), isWanted: (name) => name === 'wanted' }),
    domain,
  );
  const [path = ''] = Object.keys(files);
  const isDone = await program.run({ path, handler: ['handler'] }, isSpent);
  const ran = [...texts].filter((text) => /^(?:yes|no)/.test(text));
  return { isDone, ran: ran.sort(), program };
}
