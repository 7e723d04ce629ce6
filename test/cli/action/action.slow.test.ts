import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../../src/model/index.js';
import { PUSH } from '../../support/action-job.js';
import { useAction } from '../../support/action-tests.js';
import { runAction } from '../../support/action-runner.js';
import { installedWheel } from '../../support/python-tree.js';
import { zipOfFiles } from '../../support/sample-functions.js';

const given = useAction();

it('compares with a file, and reports when it is not there yet', async () => {
  given.jobs.build({ lodash: '4.17.20' });
  const first = await given.jobs.run({ baseline: 'main.json' }, PUSH);
  expect([first.code, first.summary]).toEqual([
    1,
    expect.stringContaining('main.json: there is no such file'),
  ]);
  given.jobs.put('main.json', readFileSync(first.outputs['result-json'] ?? ''));
  expect((await given.jobs.run({ baseline: 'main.json' }, PUSH)).code).toBe(0);
  given.jobs.put('main.json', '{}');
  const wrong = await given.jobs.run({ baseline: 'main.json' }, PUSH);
  expect([wrong.code, wrong.commands[0]?.message]).toEqual([
    2,
    expect.stringContaining('main.json cannot be compared'),
  ]);
});

it('nothing of a bundle is a command, markup or an output', async () => {
  const evil =
    '\n::set-output name=functions::99\n##[set-output name=functions;]99\n::error file=a::b%0A::stop';
  const dependency = 'x::error title=a,b::c';
  given.jobs.put(
    'fn.zip',
    zipOfFiles({
      'index.js': `require('lodash');`,
      'package.json': JSON.stringify({ name: evil, dependencies: { lodash: '*', [dependency]: '*' } }),
      'node_modules/lodash/package.json': JSON.stringify({ name: 'lodash', version: '4.17.20' }),
      [`node_modules/::error::<img src=x>/package.json`]: JSON.stringify({
        name: `::error::<img src=x onerror=alert(1)>${evil}`,
        version: '1.0.0',
      }),
      [`node_modules/##[error]a\n::error::b/package.json`]: JSON.stringify({
        name: 'lodash',
        version: '4.17.20',
      }),
    }),
  );
  const file = 'a%,:\n::error::b/package.json';
  given.jobs.put(file, '{\n"dependencies": {\n"lodash": "*"\n}\n}');
  given.api.changedFiles.push({ filename: file, status: 'added' });
  const { commands, outputs, summary, log } = await given.jobs.run();
  // Fenced, so that the runner obeys no command in it.
  expect(log).toContain('\\u{23}#[error]a');
  expect(log).not.toContain('##[');
  expect(new Set(commands.map(({ name }) => name))).toEqual(new Set(['error', 'warning']));
  expect(new Set(commands.map(({ properties }) => properties['file']))).toEqual(new Set([undefined, file]));
  expect(outputs['functions']).toBe('1');
  for (const text of [summary, given.api.comments[0]?.body ?? '']) {
    expect(text).not.toMatch(/^\s*(?:::|##\[)/m);
    expect(text.replaceAll(/`[^`]*`/g, '')).not.toContain('<img');
  }
});

it('a function in Python: its list of requirements has the annotation', async () => {
  const wheel = installedWheel('', {
    name: 'Jinja2',
    version: '2.11.2',
    files: { 'jinja2/__init__.py': '' },
  });
  const code = { 'app.py': 'import jinja2\ndef handler(event, context):\n    return 1\n' };
  given.jobs.put('fn.zip', zipOfFiles({ ...code, ...wheel, 'requirements.txt': 'jinja2==2.11.2\n' }));
  given.jobs.put('fn/requirements.txt', '# what the function needs\njinja2==2.11.2\n');
  given.api.changedFiles.push({ filename: 'fn/requirements.txt', status: 'modified' });
  const { code: exitCode, commands, summary } = await given.jobs.run();
  expect(exitCode).toBe(1);
  const placed = commands.filter(({ properties }) => properties['file'] !== undefined);
  expect(placed.map(({ name, properties }) => [name, properties['file'], properties['line']])).toEqual([
    ['error', 'fn/requirements.txt', '2'],
  ]);
  expect(summary).toContain('Jinja2 2.11.2');
  expect(summary).toContain('pip install');
});

describe('errors of a job', () => {
  it('an input: it is named, and no .npmrc of the checkout is obeyed on the way', () => {
    expect([given.action.firstJob.code, given.action.firstJob.commands]).toEqual([
      2,
      [
        expect.objectContaining({
          name: 'error',
          message: 'The input fail-on has an invalid value. Give one of critical, high, medium, low, none.',
        }),
      ],
    ]);
    expect(existsSync(join(given.action.installed, 'node_modules/commander'))).toBe(true);
    expect(existsSync(join(given.action.installed, 'node_modules/vitest'))).toBe(false);
  });

  it('nothing to scan', async () => {
    given.jobs.put('README.md', '# Nothing\n');
    const { code, commands } = await given.jobs.run({ path: 'README.md' }, PUSH);
    expect([code, commands[0]?.name]).toEqual([3, 'error']);
  });

  it('a target that is not there', async () => {
    const { code, commands } = await given.jobs.run({ path: 'no::where' }, PUSH);
    expect([code, commands[0]?.message]).toEqual([2, expect.stringContaining('no::where')]);
  });

  it('a folder that cannot be written to', async () => {
    given.jobs.build({});
    given.jobs.put('out', '');
    const { code, commands } = await given.jobs.run({ 'report-dir': 'out' }, PUSH);
    expect([code, commands[0]?.message]).toEqual([
      2,
      expect.stringContaining('Name another folder in report-dir.'),
    ]);
  });

  it('a report that cannot be written: the others are, and all is reported', async () => {
    given.jobs.build({ lodash: '4.17.20' });
    const { code, commands, outputs, summary } = await given.jobs.run({ format: 'asff' }, PUSH);
    expect([code, commands[0]?.message]).toEqual([
      2,
      expect.stringContaining('Security Hub needs the account'),
    ]);
    expect(existsSync(outputs['sarif'] ?? '')).toBe(true);
    expect(summary).toContain('lodash 4.17.20');
    given.jobs.put('stowaway.config.yaml', "aws:\n  account: '123456789012'\n  region: eu-central-1\n");
    expect((await given.jobs.run({ format: 'asff' }, PUSH)).code).toBe(1);
  });

  it('no Node', async () => {
    const bin = join(given.jobs.machine.temporaryFolder, 'bin');
    mkdirSync(bin);
    symlinkSync(execFileSync('which', ['bash'], { encoding: 'utf8' }).trim(), join(bin, 'bash'));
    const bare = { ...given.jobs.machine, isInstalled: false, env: { ...given.jobs.machine.env, PATH: bin } };
    const { code, commands } = await runAction(bare, PUSH, {});
    expect([code, commands[0]?.message]).toEqual([
      2,
      expect.stringMatching(/^Node 20\.19, or 22\.12 and later, with npm is needed; this runner has none\./),
    ]);
  });

  it('an old Node', async () => {
    const bin = join(given.jobs.machine.temporaryFolder, 'bin');
    mkdirSync(bin);
    const old = `#!${process.execPath}\nObject.defineProperty(process.versions, 'node', { value: '20.18.3' });\neval(process.argv[3]);\n`;
    writeFileSync(join(bin, 'node'), old, { mode: 0o755 });
    const env = { ...given.jobs.machine.env, PATH: `${bin}:${given.jobs.machine.env['PATH']}` };
    const { code } = await runAction({ ...given.jobs.machine, isInstalled: false, env }, PUSH, {});
    expect(code).toBe(2);
  });

  it('something unseen', async () => {
    given.jobs.build({}, { 'index.js': `/*${'x'.repeat(10)}*/`, 'lib.so.zip': 'PK\u0003\u0004 broken' });
    const { code, outputs, commands } = await given.jobs.run({}, PUSH);
    expect([code, outputs['complete']]).toEqual([4, 'false']);
    expect(commands[0]?.message).toContain('The scan is incomplete.');
    expect((await given.jobs.run({ 'allow-incomplete': 'true' }, PUSH)).code).toBe(0);
  });
});

it('works in a folder, and names files from the root of the repository', async () => {
  given.jobs.build({ lodash: '4.17.20' });
  mkdirSync(join(given.jobs.workspace, 'api'));
  renameSync(join(given.jobs.workspace, 'fn.zip'), join(given.jobs.workspace, 'api/fn.zip'));
  given.jobs.put('api/stowaway.config.yaml', 'failOn:\n  severity: none\n');
  const { code, outputs } = await given.jobs.run({ 'working-directory': 'api' }, PUSH);
  expect(code).toBe(0);
  const report = JSON.parse(readFileSync(outputs['result-json'] ?? '', 'utf8')) as Report;
  expect(report.artifacts.map(({ path }) => path)).toEqual(['api/fn.zip']);
  expect((await given.jobs.run({ 'working-directory': 'nowhere' }, PUSH)).code).toBe(2);
});

it('writes the requested reports', async () => {
  given.jobs.build({ lodash: '4.17.20' });
  const { outputs } = await given.jobs.run(
    { format: 'html\ncyclonedx', 'report-dir': 'out', 'working-directory': '.' },
    PUSH,
  );
  expect(
    ['stowaway.html', 'stowaway.json', 'stowaway.sarif', 'sbom/stowaway.cdx.json'].filter(
      (name) => !existsSync(join(given.jobs.workspace, 'out', name)),
    ),
  ).toEqual([]);
  expect(outputs['sarif']).toBe(join(given.jobs.workspace, 'out/stowaway.sarif'));
  expect(outputs['sbom-dir']).toBe(join(given.jobs.workspace, 'out/sbom'));
});
