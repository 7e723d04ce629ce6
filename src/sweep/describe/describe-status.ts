import { counted, escapeTerminal } from '../../reporters/index.js';
import type { RunRow, SetAside } from '../../store/index.js';
import { describeGap } from './describe-unseen.js';
import { isHarmless } from '../sweep-report.js';
import type { SweepStatus } from './sweep-status.js';

/** Lines of a list that are shown; the JSON has all. */
const SHOWN = 20;

function runLine({ id, status, startedAt, finishedAt }: RunRow): string {
  return `Sweep ${id}: ${status}, started ${startedAt}${finishedAt === null ? '' : `, ended ${finishedAt}`}`;
}

function setAsideLine({ row, attempts, reason }: SetAside): string {
  return `  set aside after ${counted(attempts, 'attempt')}: ${row.function} (${row.key}): ${reason}`;
}

/** The progress of a store's sweeps, for a terminal. */
export function describeStatus({ runs, queue, setAside, gaps }: SweepStatus): string {
  const unseen = gaps.filter((gap) => !isHarmless(gap));
  const shown = [...setAside.map(setAsideLine), ...unseen.map((gap) => `  not seen: ${describeGap(gap)}`)];
  const lines = [
    ...(runs.length === 0 ? ['No sweep has used this store yet.'] : runs.map(runLine)),
    ...(queue === null
      ? []
      : [
          `Workers are busy with sweep ${queue.run}: ${counted(queue.waiting, 'artifact')} waiting, ${queue.active} being worked at, ${queue.done} done, ${queue.setAside} set aside`,
        ]),
    ...(shown.length > 0 ? [`Of sweep ${runs[0]?.id ?? 0}:`] : []),
    ...shown.slice(0, SHOWN),
    ...(shown.length > SHOWN ? [`  … and ${shown.length - SHOWN} more`] : []),
  ];
  return `${lines.map(escapeTerminal).join('\n')}\n`;
}
