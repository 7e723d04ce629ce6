import { displayWidth, escapeTerminal, splitAtWidth } from '../reporters/index.js';
import type { ScanProgress } from '../scan-options.js';
import { isInteractive, type TerminalStream } from './console.js';

export interface Progress {
  update(now: ScanProgress): void;
  /** Takes its line off the screen. */
  stop(): void;
}

/** Work shorter than this shows nothing. */
const DELAY_MILLIS = 1000;
const FRAME_MILLIS = 120;
const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const DEFAULT_COLUMNS = 80;
/** Carriage return, then erase to the end of the line. ECMA-48 EL. */
const CLEAR_LINE = '\r\u001b[K';

function lineOf({ artifactsDone, artifacts, current }: ScanProgress, columns: number): string {
  const done = `${artifactsDone} of ${artifacts} artifacts`;
  const line = current === null ? done : `${done} · ${escapeTerminal(current)}`;
  // A full line would wrap and could not be taken back.
  const room = columns - 4;
  return displayWidth(line) <= room ? line : `${splitAtWidth(line, room)[0] ?? ''}…`;
}

/** Shows on one line how far a scan is, where a person watches: never in a pipe or a build log. */
export function startProgress(
  stream: TerminalStream & { write(text: string): unknown },
  enabled: boolean,
): Progress {
  if (!enabled || !isInteractive(stream)) return { update: () => undefined, stop: () => undefined };
  const startedAt = performance.now();
  let latest: ScanProgress | null = null;
  let frame = 0;
  function draw(): void {
    if (!latest || performance.now() - startedAt < DELAY_MILLIS) return;
    const line = lineOf(latest, stream.columns ?? DEFAULT_COLUMNS);
    stream.write(`${CLEAR_LINE}${FRAMES[frame % FRAMES.length]} ${line}`);
    frame += 1;
  }
  const timer = setInterval(draw, FRAME_MILLIS);
  timer.unref();
  return {
    update(now) {
      latest = now;
    },
    stop() {
      clearInterval(timer);
      if (frame > 0) stream.write(CLEAR_LINE);
    },
  };
}
