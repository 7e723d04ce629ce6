import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startProgress } from '../../src/cli/progress.js';

const NOW = { artifactsDone: 3, artifacts: 12, current: 'shared/\u001b[31mdeps.zip' };

/** A terminal that remembers what was written to it. */
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

test('longer work shows how far it is and with what, escaped', () => {
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
  ['a pipe', terminal({ isTTY: false }), true, ''],
  ['a build log', terminal(), true, 'true'],
])('%s gets none', (...[, stream, enabled, ci]) => {
  vi.stubEnv('CI', ci);
  const progress = startProgress(stream, enabled);
  progress.update(NOW);
  vi.advanceTimersByTime(5000);
  progress.stop();
  expect(stream.written).toEqual([]);
});
