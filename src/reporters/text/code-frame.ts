import type { Finding } from '../../model/index.js';
import { splitAtWidth } from '../display-width.js';
import { escapeTerminal } from '../escape-terminal.js';
import type { Row } from './layout.js';

type Seen = Finding['evidence'][number];

/** The lines of code around a step, its own one marked; none without a frame. @param width columns that a line may have */
export function frameRows(seen: Seen, width: number): Row[] {
  const frame = 'method' in seen ? undefined : seen.frame;
  if (!frame || 'method' in seen) return [];
  const digits = String(frame.line + frame.lines.length).length;
  return frame.lines.map((text, at) => {
    const line = frame.line + at;
    const start = `${line === seen.line ? '>' : ' '} ${String(line).padStart(digits)} | `;
    return [
      { text: '' },
      {
        text: splitAtWidth(start + escapeTerminal(text), width)[0] ?? start,
        ...(line !== seen.line && { tone: 'dim' }),
      },
    ];
  });
}
