import { cpSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useAction } from '../../support/action-tests.js';

const given = useAction();

const CONFIG = 'stowaway.config.yaml';
const IGNORE = 'ignore:\n  - package: pkg:npm/lodash\n    reason: Please.\n';

describe('base-path', () => {
  /** The current build becomes the base branch. */
  function becomeBase(): void {
    cpSync(join(given.jobs.workspace, 'fn.zip'), join(given.jobs.workspace, 'base/fn.zip'));
  }

  it('is scanned in the same job as the baseline, without an artifact', async () => {
    given.jobs.build({ minimist: '1.2.0' });
    becomeBase();
    const inputs = { 'base-path': 'base', 'fail-on': 'low' };
    const same = await given.jobs.run(inputs);
    expect([same.code, same.outputs['compared'], same.outputs['new-findings']]).toEqual([0, 'true', '0']);
    given.jobs.build({ minimist: '1.2.0', lodash: '4.17.20' });
    const bumped = await given.jobs.run(inputs);
    expect([bumped.code, bumped.outputs['worst-severity']]).toEqual([1, 'high']);
    expect(bumped.summary).toMatch(/### New\n[^]*`lodash 4\.17\.20`/);
    expect(given.api.requests.filter((one) => one.includes('artifacts'))).toEqual([]);
  });

  it('holds the rules, too', async () => {
    given.jobs.build({ lodash: '4.17.20' });
    given.jobs.put('base/fn.zip', '');
    given.jobs.build({});
    becomeBase();
    given.jobs.build({ lodash: '4.17.20' });
    given.jobs.put(CONFIG, IGNORE);
    const { code, commands } = await given.jobs.run({ 'base-path': 'base' });
    expect([code, commands.some(({ message }) => message.includes('does not count yet'))]).toEqual([1, true]);
    expect(given.api.requests.filter((one) => one.includes('contents'))).toEqual([]);
  });

  it('that holds nothing there falls back to the artifact, and both are reported', async () => {
    given.jobs.build({ lodash: '4.17.20' });
    given.jobs.put('base/README.md', '');
    const { code, summary } = await given.jobs.run({ 'base-path': 'base' });
    expect(code).toBe(1);
    expect(summary).toContain('Base-path holds nothing to scan at fn.zip');
    expect(summary).toContain('there is no artifact stowaway-report of branch main.');
  });

  it.each<[what: string, inputs: Record<string, string>, message: RegExp]>([
    ['is the workspace', { 'base-path': '.' }, /is the same in the workspace and in base-path/],
    ['is a link to the workspace', { 'base-path': 'link' }, /is the same in the workspace and in base-path/],
    ['stands beside another baseline', { 'base-path': 'base', baseline: 'a.json' }, /contradict each other/],
  ])('is refused when it %s', async (...[, inputs, message]) => {
    given.jobs.build({ lodash: '4.17.20' });
    becomeBase();
    symlinkSync('.', join(given.jobs.workspace, 'link'));
    const { code, commands } = await given.jobs.run(inputs);
    expect([code, commands[0]?.message]).toEqual([2, expect.stringMatching(message)]);
  });

  it.each<[what: string, inputs: Record<string, string>, files: readonly string[], message: RegExp]>([
    [
      'lies in the folder that is scanned',
      { path: '.' },
      [],
      /was scanned as a part of this change: base\/fn\.zip/,
    ],
    ['lies in the function that is scanned', { path: '.' }, ['index.js'], /as a part of this change/],
    ['has what a pattern names', { path: '**/*.zip' }, [], /as a part of this change: base\/fn\.zip/],
    ['has the workspace in it', { path: 'fn.zip', 'base-path': '..' }, [], /The workspace lies in base-path/],
  ])('is refused when it %s', async (...[, inputs, files, message]) => {
    given.jobs.build({ lodash: '4.17.20' });
    becomeBase();
    given.jobs.build({});
    for (const file of files) given.jobs.put(file, 'exports.handler = () => 1;\n');
    if (files.length === 0) rmSync(join(given.jobs.workspace, 'package.json'), { force: true });
    const { code, commands } = await given.jobs.run({ 'base-path': 'base', ...inputs });
    expect([code, commands[0]?.message]).toEqual([2, expect.stringMatching(message)]);
  });

  it('is refused beside an absolute path, which is the same in both', async () => {
    given.jobs.build({ lodash: '4.17.20' });
    becomeBase();
    const { code } = await given.jobs.run({
      'base-path': 'base',
      path: join(given.jobs.workspace, 'fn.zip'),
    });
    expect(code).toBe(2);
  });
});
