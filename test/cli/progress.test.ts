import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startProgress } from '../../src/cli/progress.js';
import type { ScanProgress } from '../../src/index.js';

const NOW: ScanProgress = {
  stage: 'analyse',
  artifactsDone: 3,
  artifacts: 12,
  functionsDone: 0,
  functions: 0,
  bytesDone: 0,
  packagesAsked: 0,
  packagesFetched: 0,
  worst: null,
  malware: 0,
  current: 'shared/\u001b[31mdeps.zip',
};

/** A terminal that records its input. */
function terminal(fields = {}): {
  isTTY: boolean;
  columns: number;
  written: string[];
  write(text: string): void;
} {
  const written: string[] = [];
  return { isTTY: true, columns: 60, written, write: (text) => void written.push(text), ...fields };
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
  vi.stubEnv('CI', '');
  vi.stubEnv('TERM', 'xterm');
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

test('work under a second shows nothing', () => {
  const stream = terminal();
  const progress = startProgress(stream, true);
  progress.update(NOW);
  vi.advanceTimersByTime(900);
  progress.stop();
  expect(stream.written).toEqual([]);
});

test('longer work shows its progress and its subject, escaped', () => {
  const stream = terminal();
  const progress = startProgress(stream, true);
  progress.update(NOW);
  vi.advanceTimersByTime(1500);
  progress.stop();
  expect(stream.written[0]).toContain('3 of 12 artifacts · shared/\\u{1b}[31mdeps.zip');
});

test('stopping takes the line off the screen and ends the drawing', () => {
  const stream = terminal();
  const progress = startProgress(stream, true);
  progress.update(NOW);
  vi.advanceTimersByTime(1500);
  progress.stop();
  const { length } = stream.written;
  vi.advanceTimersByTime(5000);
  expect(stream.written).toHaveLength(length);
  expect(stream.written.at(-1)).toBe('\r\u001b[K');
});

test.each<[Partial<ScanProgress>, string]>([
  [{ stage: 'find', artifacts: 0, current: null }, 'looking for functions'],
  [{ functions: 1200, functionsDone: 7, current: null }, '7 of 1,200 functions · 3 of 12 artifacts'],
  [{ bytesDone: 4_100_000, worst: 'high', current: null }, '3 of 12 artifacts · 4.1 MB · worst so far: high'],
  [
    { packagesAsked: 120, packagesFetched: 40, current: null },
    '3 of 12 artifacts · fetched 40 of 120 published packages',
  ],
  [{ worst: 'critical', malware: 2, current: null }, '3 of 12 artifacts · malware in 2 places'],
  [{ stage: 'judge', current: null }, 'finishing · 3 of 12 artifacts'],
])('%j reads: %s', (fields, words) => {
  const stream = terminal({ columns: 120 });
  const progress = startProgress(stream, true);
  progress.update({ ...NOW, ...fields });
  vi.advanceTimersByTime(1500);
  progress.stop();
  expect((stream.written[0] ?? '').slice('\r\u001b[K⠋ '.length)).toBe(words);
});

test('in a pipe downloads are reported by lines, and only on progress', () => {
  const stream = terminal({ isTTY: false });
  const progress = startProgress(stream, true);
  progress.update({ ...NOW, packagesAsked: 9, packagesFetched: 1 });
  vi.advanceTimersByTime(11_000);
  progress.update({ ...NOW, packagesAsked: 9, packagesFetched: 5 });
  vi.advanceTimersByTime(5000);
  progress.stop();
  vi.advanceTimersByTime(60_000);
  expect(stream.written).toEqual([
    'fetched 1 of 9 published packages\n',
    'fetched 5 of 9 published packages\n',
  ]);
});

test('a long path is cut to one line', () => {
  const stream = terminal({ columns: 40 });
  const progress = startProgress(stream, true);
  progress.update({ ...NOW, current: 'deep/'.repeat(50) });
  vi.advanceTimersByTime(1500);
  progress.stop();
  const line = (stream.written[0] ?? '').replace('\r\u001b[K', '');
  expect(line.length).toBeLessThan(40);
  expect(line.endsWith('…')).toBe(true);
});

test.each([
  ['--no-progress', terminal(), false, ''],
  ['a pipe without downloads', terminal({ isTTY: false }), true, ''],
  ['a build log', terminal(), true, 'true'],
])('%s gets none', (...[, stream, enabled, ci]) => {
  vi.stubEnv('CI', ci);
  const progress = startProgress(stream, enabled);
  progress.update(stream.isTTY ? { ...NOW, packagesAsked: 3 } : NOW);
  vi.advanceTimersByTime(5000);
  progress.stop();
  expect(stream.written).toEqual([]);
});

test('without the network nothing is called fetched', () => {
  const stream = terminal({ columns: 120 });
  const progress = startProgress(stream, true, 'compared with');
  progress.update({ ...NOW, packagesAsked: 120, packagesFetched: 40, current: null });
  vi.advanceTimersByTime(1500);
  progress.stop();
  expect(stream.written[0]).toContain('compared with 40 of 120 published packages');
});
