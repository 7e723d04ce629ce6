import type { Artifact } from '../../model/index.js';
import { counted, number } from '../amounts.js';
import type { Block } from '../blocks.js';
import { changeSteps, changeWords, type ChangeStep } from '../change-words.js';
import { escapeTerminal } from '../escape-terminal.js';
import { fileName } from '../names.js';
import type { Row } from './layout.js';

const MAX_CHANGES = 3;

function clearsWords({ clears }: ChangeStep, { functions, artifacts }: Block): string {
  const shared =
    artifacts.length > 0 && functions.length > 1 ? ` in ${number(functions.length)} functions` : '';
  return `clears ${number(clears.length)}${shared}`;
}

/** The layer or image to change, unless it is the block's own code. */
function placeOf(artifact: Artifact, { artifacts }: Block): string {
  return artifact === artifacts[0] ? '' : `, in ${fileName(artifact.path)}`;
}

/** First steps: a line for each change, as a command if one is known. */
export function changeRows(block: Block, verbose: boolean): Row[] {
  const changes = block.artifacts.flatMap((artifact) =>
    changeSteps(artifact).map((change) => ({ change, artifact })),
  );
  const limit = verbose || changes.length === MAX_CHANGES + 1 ? Infinity : MAX_CHANGES;
  const shown = changes.slice(0, limit);
  const rest = changes.slice(shown.length);
  const cleared = rest.reduce((sum, { change }) => sum + change.clears.length, 0);
  return [
    ...shown.map(({ change, artifact }, at): Row => {
      const what = `${changeWords(change)}: ${clearsWords(change, block)}${placeOf(artifact, block)}`;
      return [
        { text: at === 0 ? 'do first' : at === 1 ? 'then' : '', tone: 'strong' },
        ...(change.command === null
          ? []
          : [{ text: escapeTerminal(change.command), tone: 'strong' as const }]),
        { text: escapeTerminal(what), prose: true, tone: change.command === null ? 'strong' : 'dim' },
      ];
    }),
    ...(rest.length === 0
      ? []
      : [
          [
            { text: '' },
            {
              text: `${counted(rest.length, 'more change')} ${rest.length === 1 ? 'clears' : 'clear'} ${number(cleared)}`,
            },
            { text: '--verbose shows them', tone: 'dim' as const },
          ],
        ]),
  ];
}
