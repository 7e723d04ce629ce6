import { expect, test } from 'vitest';
import { ProgressLog } from '../src/scan-progress.js';
import type { ScanProgress } from '../src/index.js';
import { artifactOf, findingOf } from './support/model-builders.js';

async function told(...artifacts: ReturnType<typeof artifactOf>[]): Promise<ScanProgress[]> {
  const seen: ScanProgress[] = [];
  const log = new ProgressLog((now) => seen.push(now));
  const pending = new Map(artifacts.map((artifact) => [artifact.id, Promise.resolve(artifact)]));
  log.follow({ pending, functions: [] });
  await Promise.all(pending.values());
  await Promise.resolve();
  return seen;
}

test('it begins with looking, and ends when all artifacts are opened', async () => {
  const seen = await told(artifactOf('a'), artifactOf('b'));
  expect(
    seen.map(({ stage, artifactsDone, artifacts, bytesDone }) => [
      stage,
      artifactsDone,
      artifacts,
      bytesDone,
    ]),
  ).toEqual([
    ['find', 0, 0, 0],
    ['analyse', 0, 2, 0],
    ['analyse', 1, 2, 1000],
    ['judge', 2, 2, 2000],
  ]);
});

test('the worst open finding and malware are reported, nothing that is set aside', async () => {
  const [, , first, second] = await told(
    artifactOf('a', {
      findings: [findingOf({ severity: 'high' }), findingOf({ severity: 'critical', status: 'suppressed' })],
    }),
    artifactOf('b', { findings: [findingOf({ severity: 'low', kind: 'malware' })] }),
  );
  expect([first?.worst, first?.malware, second?.worst, second?.malware]).toEqual(['high', 0, 'high', 1]);
});

test('packages that are fetched are counted', () => {
  const seen: ScanProgress[] = [];
  const log = new ProgressLog((now) => seen.push(now));
  for (const step of ['requested', 'requested', 'answered'] as const) log.countFetch(step);
  expect(seen.map(({ packagesFetched, packagesAsked }) => [packagesFetched, packagesAsked])).toEqual([
    [0, 0],
    [0, 1],
    [0, 2],
    [1, 2],
  ]);
});

test('it leaves failures to the caller', async () => {
  const log = new ProgressLog(undefined);
  const lost = Promise.reject(new Error('lost'));
  log.follow({ pending: new Map([['a', lost]]), functions: [] });
  await expect(lost).rejects.toThrow('lost');
});
