import { bytes, counted, displayWidth, escapeTerminal, number, splitAtWidth } from '../reporters/index.js';
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
/** Between lines where they stay. */
const LINE_MILLIS = 5000;
const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const DEFAULT_COLUMNS = 80;
/** Carriage return, then erase to the end of the line. ECMA-48 EL. */
const CLEAR_LINE = '\r\u001b[K';

const STAGES = { find: 'looking for functions', analyse: '', judge: 'finishing' } as const;

/** The findings so far, so that a long run can be stopped early. */
function worstWords({ worst, malware }: ScanProgress): string {
  if (malware > 0) return `malware in ${counted(malware, 'place')}`;
  return worst === null ? '' : `worst so far: ${worst}`;
}

/** Progress of published packages: without the network, bundles are compared with the cache. */
type PackageWord = 'fetched' | 'compared with';

/** The number of requests grows with the packages found. */
function packagesWords({ packagesFetched, packagesAsked }: ScanProgress, word: PackageWord): string {
  return packagesAsked === 0
    ? ''
    : `${word} ${number(packagesFetched)} of ${counted(packagesAsked, 'published package')}`;
}

function lineOf(now: ScanProgress, columns: number, word: PackageWord): string {
  const { stage, artifactsDone, artifacts, functionsDone, functions, bytesDone, current } = now;
  const parts = [
    STAGES[stage],
    ...(functions > 0 ? [`${number(functionsDone)} of ${counted(functions, 'function')}`] : []),
    ...(artifacts > 0 ? [`${number(artifactsDone)} of ${counted(artifacts, 'artifact')}`] : []),
    ...(bytesDone > 0 ? [bytes(bytesDone)] : []),
    packagesWords(now, word),
    worstWords(now),
    current === null ? '' : escapeTerminal(current),
  ];
  const line = parts.filter((part) => part !== '').join(' · ');
  // A full line would wrap and could not be taken back.
  const room = columns - 4;
  return displayWidth(line) <= room ? line : `${splitAtWidth(line, room)[0] ?? ''}…`;
}

/** Prints the progress of downloads line by line, which may take minutes; other stages print none. */
function startLines(stream: TerminalStream & { write(text: string): unknown }, word: PackageWord): Progress {
  let latest = '';
  let written = '';
  const timer = setInterval(() => {
    if (latest !== written) stream.write(`${latest}\n`);
    written = latest;
  }, LINE_MILLIS);
  timer.unref();
  return {
    update(now) {
      latest = packagesWords(now, word);
    },
    stop: () => clearInterval(timer),
  };
}

/** Shows on one line how far a scan is, where a person watches; in a pipe lines about downloads alone, in a build log nothing. */
export function startProgress(
  stream: TerminalStream & { write(text: string): unknown },
  enabled: boolean,
  word: PackageWord = 'fetched',
): Progress {
  if (!enabled || process.env['CI']) return { update: () => undefined, stop: () => undefined };
  if (!isInteractive(stream)) return startLines(stream, word);
  const startedAt = performance.now();
  let latest: ScanProgress | null = null;
  let frame = 0;
  function draw(): void {
    if (!latest || performance.now() - startedAt < DELAY_MILLIS) return;
    const line = lineOf(latest, stream.columns ?? DEFAULT_COLUMNS, word);
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
