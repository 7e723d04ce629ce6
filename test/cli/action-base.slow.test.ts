import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PUSH } from '../support/action-job.js';
import { useAction } from '../support/action-tests.js';

const given = useAction();

const CONFIG = 'stowaway.config.yaml';
const IGNORE = 'ignore:\n  - package: pkg:npm/lodash\n    reason: Please.\n';
const STRICT = 'failOn:\n  severity: high\n';
const VEX = JSON.stringify({
  '@context': 'https://openvex.dev/ns/v0.2.0',
  '@id': 'https://vex.example.invalid/1',
  author: 'Stranger',
  timestamp: '2026-01-01T00:00:00Z',
  version: 1,
  statements: [
    { vulnerability: { name: 'GHSA-none' }, products: [{ '@id': 'pkg:npm/lodash' }], status: 'fixed' },
  ],
});

interface RuleCase {
  readonly base: Readonly<Record<string, string>>;
  readonly change: Readonly<Record<string, string>>;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly code: number;
  /** File and sentence of each warning. */
  readonly warnings: readonly (readonly [string | undefined, RegExp])[];
}

describe('rules that a change edits are those of its base branch', () => {
  const judged = /the job used the one of main\.$/;

  it.each<[what: string, RuleCase]>([
    [
      'an ignore that it adds',
      { base: { [CONFIG]: STRICT }, change: { [CONFIG]: IGNORE }, code: 1, warnings: [[CONFIG, judged]] },
    ],
    [
      'a configuration that it adds',
      {
        base: {},
        change: { [CONFIG]: IGNORE },
        code: 1,
        warnings: [
          [
            CONFIG,
            /^main has no stowaway\.config\.yaml, so the stowaway\.config\.yaml of this change does not count yet\.$/,
          ],
        ],
      },
    ],
    [
      'a configuration that it removes',
      {
        base: { [CONFIG]: IGNORE },
        change: {},
        code: 0,
        warnings: [[CONFIG, /^This change removes .* used the one of main\.$/]],
      },
    ],
    [
      'a nearer configuration that it adds',
      {
        base: { [CONFIG]: STRICT },
        change: { [CONFIG]: STRICT, 'api/stowaway.config.json': '{"failOn":{"severity":"none"}}' },
        inputs: { 'working-directory': 'api', path: '../fn.zip' },
        code: 1,
        warnings: [['api/stowaway.config.json', /does not count yet\.$/]],
      },
    ],
    [
      'a configuration that it renames',
      {
        base: { [CONFIG]: STRICT },
        change: { 'stowaway.config.json': '{"failOn":{"severity":"none"}}' },
        code: 1,
        warnings: [
          [CONFIG, judged],
          ['stowaway.config.json', /does not count yet\.$/],
        ],
      },
    ],
    [
      'a VEX document that the configuration names',
      {
        base: { [CONFIG]: 'vex: [a.json]\n', 'a.json': VEX },
        change: { [CONFIG]: 'vex: [a.json]\n', 'a.json': '{}' },
        code: 1,
        warnings: [['a.json', judged]],
      },
    ],
    [
      'a VEX document that the workflow names',
      {
        base: { 'a.json': VEX },
        change: { 'a.json': '{}' },
        inputs: { vex: 'a.json' },
        code: 1,
        warnings: [['a.json', judged]],
      },
    ],
    [
      'a configuration that the workflow names and the branch lacks, which is said',
      {
        base: {},
        change: { 'own.yaml': IGNORE },
        inputs: { config: 'own.yaml' },
        code: 0,
        warnings: [['own.yaml', /^main has no own\.yaml, so the job used the one of this change\.$/]],
      },
    ],
    ['no rules at all', { base: { [CONFIG]: IGNORE }, change: { [CONFIG]: IGNORE }, code: 0, warnings: [] }],
  ])('%s', async (...[, { base, change, inputs = {}, code, warnings }]) => {
    given.jobs.build({ lodash: '4.17.20' });
    given.jobs.put('api/.keep', '');
    for (const [path, text] of Object.entries(base)) given.api.baseFiles.set(path, text);
    for (const [path, text] of Object.entries(change)) given.jobs.put(path, text);
    const result = await given.jobs.run(inputs);
    expect(result.code).toBe(code);
    const said = result.commands.filter(({ name }) => name === 'warning');
    expect(said.map(({ message, properties }) => [properties['file'], message])).toEqual(
      warnings.map(([file, message]) => [file, expect.stringMatching(message)]),
    );
    for (const { message } of said) expect(result.summary).toContain(message);
    expect(
      given.api.requests
        .filter((one) => one.includes('/contents/'))
        .every((one) => one.endsWith('?ref=b0b +token')),
    ).toBe(true);
  });

  it('or a warning states that they could not be read', async () => {
    given.jobs.build({ lodash: '4.17.20' });
    given.jobs.put(CONFIG, IGNORE);
    given.api.failures.push({ on: 'contents', statuses: [403] });
    const { code, commands, summary } = await given.jobs.run();
    const sentence =
      /^The rules of main could not be read \(GitHub's API answered 403 .*\), so the job used the rules of this change\.$/;
    expect([code, commands]).toEqual([
      0,
      [expect.objectContaining({ name: 'warning', message: expect.stringMatching(sentence) as string })],
    ]);
    expect(summary).toContain('so the job used the rules of this change.');
  });

  it('or, in a private repository without "contents: read", names the missing permission', async () => {
    given.jobs.build({ lodash: '4.17.20' });
    given.jobs.put(CONFIG, IGNORE);
    given.api.isHidden = true;
    const { commands, summary } = await given.jobs.run();
    const sentence =
      /^The rules of main could not be read \(GitHub's API answered 404 \(Not Found\): .* the permission "contents: read"\), so the job used the rules of this change\.$/;
    expect(commands.map(({ message }) => message)).toEqual([expect.stringMatching(sentence)]);
    expect(summary).not.toContain('main has no');
  });

  it('or, without a token, a warning states that they are those of the change', async () => {
    given.jobs.build({ lodash: '4.17.20' });
    given.jobs.put(CONFIG, IGNORE);
    const { code, commands, summary } = await given.jobs.run({ token: '' });
    const sentence = `The rules of main could not be read (there is no token for GitHub's API), so the job used the rules of this change.`;
    expect([code, commands.map(({ name, message }) => [name, message])]).toEqual([
      0,
      [['warning', sentence]],
    ]);
    expect(summary).toContain('so the job used the rules of this change.');
  });

  it('and a push is judged by its own', async () => {
    given.jobs.build({ lodash: '4.17.20' });
    given.jobs.put(CONFIG, IGNORE);
    expect((await given.jobs.run({}, PUSH)).code).toBe(0);
    expect(given.api.requests).toEqual([]);
  });

  it('and a committed baseline is that of the branch', async () => {
    given.jobs.build({ lodash: '4.17.20' });
    const all = await given.jobs.run({ baseline: 'none' }, PUSH);
    given.jobs.put('known.json', readFileSync(all.outputs['result-json'] ?? ''));
    expect((await given.jobs.run({ baseline: 'known.json' })).code).toBe(0);
    given.jobs.build({});
    const none = await given.jobs.run({ baseline: 'none' }, PUSH);
    given.api.baseFiles.set('known.json', readFileSync(none.outputs['result-json'] ?? '', 'utf8'));
    given.jobs.build({ lodash: '4.17.20' });
    expect((await given.jobs.run({ baseline: 'known.json' })).code).toBe(1);
  });
});
