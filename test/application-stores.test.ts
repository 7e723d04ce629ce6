import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { scan, type Finding, type FunctionReport, type Report } from '../src/index.js';
import { LINKED_FUNCTIONS as SAMPLES, templateOf } from './support/linked-functions.js';
import { temporaryFolder } from './support/temporary-folder.js';

const folder = mkdtempSync(join(tmpdir(), 'stowaway-test-'));
let report: Report;

function reportOf(cache: string | null): Promise<Report> {
  return scan({ targets: ['app'], cwd: folder, cache, now: new Date('2026-05-05T00:00:00Z') }).report;
}

beforeAll(async () => {
  for (const [name, { files }] of Object.entries(SAMPLES))
    for (const [path, text] of Object.entries(files)) {
      const file = join(folder, 'app', name, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  writeFileSync(join(folder, 'app', 'template.yaml'), templateOf(SAMPLES));
  report = await reportOf(null);
}, 120_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function injectionsIn({ findings }: FunctionReport): Finding[] {
  return findings.flatMap((one) => ('kind' in one && one.kind === 'injection' ? [one] : []));
}

function injections(name: string): Finding[] {
  return report.functions.filter((fn) => fn.name === name).flatMap(injectionsIn);
}

it.each([
  ['RunJobs', 'TakeJob', 'arn:aws:dynamodb:<region>:<account>:table/jobs', 'medium'],
  ['RunJobsInPython', 'TakeJob', 'arn:aws:dynamodb:<region>:<account>:table/jobs', 'medium'],
  ['ReadUpload', 'TakeJobInPython', 'arn:aws:s3:::<Uploads>', 'medium'],
  // Of events the rule is as sure as without the function before.
  ['HandleMessage', 'SendMessage', 'arn:aws:sqs:<region>:<account>:work', 'high'],
  ['HearNews', 'Announce', 'arn:aws:events:<region>:<account>:event-bus/news', 'high'],
  ['Answer', 'Ask', 'arn:aws:lambda:<region>:<account>:function:<Answer>', 'high'],
])('%s gets what %s puts into %s', (...[reader, writer, resource, confidence]) => {
  const found = injections(reader);
  expect(found).toMatchObject([{ rule: 'flows/command', severity: 'critical', confidence }]);
  const evidence = found.flatMap((one) => one.evidence);
  const before = evidence.filter((step) => 'function' in step && step.function === writer);
  expect(before.at(-1)).toMatchObject({ into: resource });
  expect(evidence.slice(0, before.length)).toEqual(before);
  expect(evidence.length).toBeGreaterThan(before.length);
  expect(found[0]?.why).toContain(`${writer} puts data of its events into `);
});

it.each(['RunCheckedJobs', 'RunOtherJobs', 'TakeJob', 'StoreConstants'])('%s has no finding', (name) => {
  expect(injections(name)).toEqual([]);
});

it('another application has nothing of it, and stored results give the same', async () => {
  const cache = temporaryFolder();
  const first = await reportOf(cache);
  const second = await reportOf(cache);
  expect(second).toEqual(first);
  expect(first.functions.map(injectionsIn)).toEqual(report.functions.map(injectionsIn));
  const alone = { RunJobs: SAMPLES['RunJobs'] ?? { files: {} } };
  writeFileSync(join(folder, 'app', 'template.yaml'), templateOf(alone));
  const other = await reportOf(cache);
  writeFileSync(join(folder, 'app', 'template.yaml'), templateOf(SAMPLES));
  expect(other.functions.map(injectionsIn)).toEqual([[]]);
}, 120_000);
