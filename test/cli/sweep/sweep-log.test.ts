import { expect, test } from 'vitest';
import { openSweepLog, type LogOptions } from '../../../src/cli/sweep/sweep-log.js';
import type { SweepEvent } from '../../../src/sweep/index.js';

function open(format: LogOptions['format']) {
  const lines: string[] = [];
  const time = { now: 0 };
  const log = openSweepLog({ format, write: (line) => lines.push(line), now: () => time.now });
  return { lines, time, log };
}

const FAILED: SweepEvent = {
  event: 'artifact',
  account: '111111111111',
  region: 'eu-west-1',
  function: 'arn:aws:lambda:eu-west-1:111111111111:function:a',
  artifact: 'function:abc',
  outcome: 'again',
  bytes: 0,
  millis: 12,
  attempt: 2,
  reason: 'download failed \u001b[31m(HttpStatus500).',
};

test('a person reads now and then how far it is, and how long it takes', () => {
  const { lines, time, log } = open('text');
  log.progress({ stage: 'fetch', done: 0, of: 100 });
  time.now = 1000;
  log.progress({ stage: 'fetch', done: 5, of: 100 });
  time.now = 20_000;
  log.progress({ stage: 'fetch', done: 20, of: 100 });
  time.now = 400_000;
  log.progress({ stage: 'fetch', done: 40, of: 100 });
  log.progress({ stage: 'fetch', done: 100, of: 100 });
  log.progress({ stage: 'judge', done: 7, of: null });
  expect(lines).toEqual([
    'Artifacts: 0 of 100',
    'Artifacts: 20 of 100, about 80 s left',
    'Artifacts: 40 of 100, about 10 min left',
    'Artifacts: 100 of 100',
  ]);
});

test('a stage that starts with work already done is estimated by the work done since', () => {
  const { lines, time, log } = open('text');
  log.progress({ stage: 'fetch', done: 90, of: 100 });
  time.now = 10_000;
  log.progress({ stage: 'fetch', done: 91, of: 100 });
  expect(lines.at(-1)).toBe('Artifacts: 91 of 100, about 2 min left');
});

test('a failure is reported, without control characters for a terminal', () => {
  const { lines, log } = open('text');
  log.event(FAILED);
  log.event({ event: 'finished', run: 3, complete: false, functions: 9, open: 4, new: 1 });
  expect(lines).toEqual([
    expect.stringMatching(/^Attempt 2 of function:abc failed: download failed [^\u001b]*HttpStatus500/),
    'Sweep 3 is incomplete: 1 new, 4 open',
  ]);
});

test('a machine gets one object a line', () => {
  const { lines, log } = open('json');
  log.event(FAILED);
  log.event({ ...FAILED, outcome: 'stored', reason: null });
  log.progress({ stage: 'list', done: 1, of: 4 });
  const entries = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(lines.every((line) => !line.includes('\n'))).toBe(true);
  expect(entries).toMatchObject([
    FAILED,
    { outcome: 'stored' },
    { event: 'progress', stage: 'list', done: 1, of: 4, secondsLeft: null },
  ]);
  expect(entries.every(({ time }) => !Number.isNaN(Date.parse(String(time))))).toBe(true);
});

test('nothing is printed where the log is off', () => {
  const { lines, log } = open('none');
  log.event(FAILED);
  log.progress({ stage: 'list', done: 4, of: 4 });
  expect(lines).toEqual([]);
});

test('a line of JSON is the same event, and hides nothing from a terminal', () => {
  const { lines, log } = open('json');
  log.event({ ...FAILED, reason: 'a\u202eb\u009b2J' });
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ reason: 'a\u202eb\u009b2J' });
  expect(lines[0]).toMatch(/^[ -~]+$/);
});
