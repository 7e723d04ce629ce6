import { spawn, type ChildProcess } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { parse } from 'yaml';
import type { Report } from '../../src/index.js';
import { signatureSchema } from '../../src/signatures/signature-schema.js';
import { esbuildBundle } from '../support/esbuild-bundle.js';
import { filesBelow, PROJECT, readProjectFile } from '../support/project-files.js';
import { zipOfFiles } from '../support/sample-functions.js';
import { temporaryFolder } from '../support/temporary-folder.js';

vi.setConfig({ testTimeout: 600_000 });

/** A second release of Node, whose report has to be the same; without it, one release is tested. */
const OTHER_NODE = process.env['STOWAWAY_OTHER_NODE'];

/** Every so-manieth rule gives a package: all of them take minutes. */
const RULES_A_PACKAGE = 24;

/** As many bytes as make the result of a package worth storing. */
const PADDING = 10_000;

type Files = Readonly<Record<string, string>>;

/** The first bad example of some rules, each as a package. @param folderOf of a package by its name */
function badPackages(rules: string, folderOf: (name: string) => string): Files {
  const chosen = filesBelow(rules).filter((path, at) => path.endsWith('.yaml') && at % RULES_A_PACKAGE === 0);
  return Object.fromEntries(
    chosen.flatMap((path, at) => {
      const { examples } = signatureSchema.parse(parse(readProjectFile(path)));
      const { files = {} } = examples.bad[0] ?? {};
      return Object.entries(files).flatMap(([name, text]) =>
        typeof text === 'string' ? [[`${folderOf(`p${at}`)}/${name}`, text]] : [],
      );
    }),
  );
}

/** Scripts with more text at their end. */
function padded(files: Files, comment: string): Files {
  const rest = `\n${comment} ${'-'.repeat(PADDING)}\n`;
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) => [path, /\.(?:js|py)$/.test(path) ? text + rest : text]),
  );
}

const HANDLER = `const { exec } = require('child_process');
exports.handler = async (event) => { exec('ls ' + event.queryStringParameters.folder); };
`;
const PYTHON_HANDLER = `import os, boto3
def handler(event, context):
    os.system('ls ' + event['queryStringParameters']['folder'])
    boto3.client('s3').get_object(Bucket='b', Key=event['key'])
`;

/** A folder with the samples. */
async function samplesFolder(): Promise<string> {
  const folder = temporaryFolder();
  const { files } = await esbuildBundle({ minify: true });
  const npm = badPackages('signatures/code', (name) => `node_modules/${name}`);
  const python = badPackages('signatures/python', (name) => name);
  const samples: Readonly<Record<string, Files>> = {
    'npm.zip': { 'index.js': HANDLER, ...padded(npm, '//') },
    'bundle.zip': { 'index.js': files['out/index.js'] ?? '' },
    'python.zip': { 'app.py': PYTHON_HANDLER, ...padded(python, '#') },
  };
  for (const [name, parts] of Object.entries(samples)) writeFileSync(join(folder, name), zipOfFiles(parts));
  return folder;
}

interface Run {
  readonly folder: string;
  readonly jobs: number;
  readonly cache?: string;
  readonly node?: string;
}

/** The report of the samples, as JSON. */
async function reportOf({ folder, jobs, cache, node = process.execPath }: Run): Promise<string> {
  const stored = cache === undefined ? ['--no-cache'] : ['--cache', cache];
  const options = ['--format', 'json', '--jobs', String(jobs), ...stored];
  const main = join(PROJECT, 'dist/cli/main.js');
  const child = spawn(node, [main, 'scan', 'npm.zip', 'bundle.zip', 'python.zip', ...options], {
    cwd: folder,
    env: { HOME: folder, SOURCE_DATE_EPOCH: '1780000000' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const chunks: Buffer[] = [];
  for await (const chunk of child.stdout) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** Runs something while five processes want all processors. */
async function underLoad<T>(run: () => Promise<T>): Promise<T> {
  const busy = Array.from({ length: 5 }, (): ChildProcess => spawn(process.execPath, ['-e', 'for (;;);']));
  try {
    return await run();
  } finally {
    for (const child of busy) child.kill('SIGKILL');
  }
}

test('the report does not depend on load, jobs, what is stored, or the release of Node', async () => {
  const folder = await samplesFolder();
  const cache = join(folder, 'stored');
  const first = await reportOf({ folder, jobs: 1 });
  const { artifacts } = JSON.parse(first) as Pick<Report, 'artifacts'>;
  expect(artifacts.map(({ packages, findings }) => [packages.length > 0, findings.length > 0])).toEqual([
    [true, true],
    [true, false],
    [false, true],
  ]);
  const expectSame = async (how: string, run: Omit<Run, 'folder'>): Promise<void> => {
    const report = await reportOf({ folder, ...run });
    expect(`${how}: ${report}`).toBe(`${how}: ${first}`);
  };
  await expectSame('four jobs, nothing stored', { jobs: 4, cache });
  await expectSame('a stored result', { jobs: 4, cache });
  rmSync(join(cache, 'analyses'), { recursive: true });
  await expectSame('stored results of packages', { jobs: 1, cache });
  await underLoad(() => expectSame('under load', { jobs: 4 }));
  if (OTHER_NODE !== undefined) await expectSame('another Node', { jobs: 4, node: OTHER_NODE });
});
