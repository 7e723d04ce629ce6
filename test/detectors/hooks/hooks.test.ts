import { describe, expect, it, test } from 'vitest';
import { hooks } from '../../../src/detectors/hooks/index.js';
import { NO_INVENTORY, type ArtifactKind } from '../../../src/model/index.js';
import { memoryTree } from '../../support/memory-tree.js';

const signatures = { version: 'none', rules: [] };

async function detect(kind: ArtifactKind, files: Readonly<Record<string, string | Uint8Array>>, links = {}) {
  return hooks.detect({
    tree: memoryTree(files, links),
    inventory: NO_INVENTORY,
    signatures,
    kind,
    found: [],
  });
}

async function rules(kind: ArtifactKind, ...paths: readonly string[]) {
  const { findings } = await detect(kind, Object.fromEntries(paths.map((path) => [path, ''])));
  return findings.map(({ rule, severity, locations }) => [rule, severity, locations[0]?.path]);
}

describe('extensions', () => {
  test.each([
    ['collect', 'medium', 'An extension runs beside the function: collect'],
    ['datadog-agent', 'low', "An extension runs beside the function: datadog-agent, named like Datadog's"],
    ['newrelic-lambda-extension', 'low', /New Relic/],
    ['dynatrace', 'low', /Dynatrace/],
    ['honeycomb-lambda-extension', 'low', /Honeycomb/],
    ['lumigo-extension', 'low', /Lumigo/],
    ['sentry-lambda-extension', 'low', /Sentry/],
    ['collector', 'low', /OpenTelemetry/],
    ['parameters-secrets-extension', 'low', /AWS Parameters and Secrets/],
    ['appconfig-agent', 'low', /AWS AppConfig/],
    ['lambda-adapter', 'low', /Web Adapter/],
  ])('%s is %s', async (name, severity, title) => {
    const { findings } = await detect('layer', { [`extensions/${name}`]: '' });
    expect(findings).toMatchObject([{ kind: 'hook', rule: 'lambda-extension', severity }]);
    expect(findings[0]?.title).toMatch(title);
  });

  it('are looked for where Lambda does', async () => {
    expect(await rules('image', 'opt/extensions/x', 'extensions/y')).toEqual([
      ['lambda-extension', 'medium', 'opt/extensions/x'],
    ]);
    expect(await rules('function', 'extensions/x')).toEqual([]);
    expect(await rules('layer', 'extensions/folder/x', 'my/extensions/x')).toEqual([]);
  });

  it('may be links', async () => {
    const { findings } = await detect('layer', { x: '' }, { 'extensions/collect': 'x' });
    expect(findings.map(({ rule }) => rule)).toEqual(['lambda-extension']);
  });
});

it('a copy of the runtime is reported once', async () => {
  expect(await rules('layer', 'var/runtime/index.mjs', 'var/runtime/bootstrap')).toEqual([
    ['runtime-copy', 'medium', 'var'],
  ]);
  expect(await rules('function', 'a/var/lang/bin/node')).toEqual([['runtime-copy', 'medium', 'a/var']]);
  expect(await rules('image', 'var/runtime/index.mjs')).toEqual([]);
  expect(await rules('function', 'var/runtime.js', 'myvar/runtime/x')).toEqual([]);
});

describe('an AWS SDK in a layer', () => {
  const ofClient = 'nodejs/node_modules/@aws-sdk/client-s3/package.json';

  test.each([
    ['layer', ofClient, 'nodejs/node_modules'],
    ['layer', 'nodejs/node22/node_modules/aws-sdk/package.json', 'nodejs/node22/node_modules'],
    ['image', `opt/${ofClient}`, 'opt/nodejs/node_modules'],
  ] as const)('%s: %s', async (kind, path, folder) => {
    expect(await rules(kind, path)).toEqual([['layer-sdk', 'low', folder]]);
  });

  test.each([
    ['function', 'node_modules/aws-sdk/package.json'],
    ['layer', 'nodejs/node_modules/x/node_modules/aws-sdk/package.json'],
    ['layer', 'nodejs/node_modules/aws-sdk-mock/package.json'],
    ['layer', 'node_modules/aws-sdk/package.json'],
  ] as const)('is no finding: %s %s', async (kind, path) => {
    expect(await rules(kind, path)).toEqual([]);
  });
});

describe('wrapper scripts', () => {
  const script = '#!/bin/bash\nexport NODE_OPTIONS="--require /opt/x.js"\nexec "$@"\n';

  it('are recognised by the line that starts the program', async () => {
    const { findings } = await detect('layer', { start: script });
    expect(findings).toMatchObject([{ rule: 'exec-wrapper', severity: 'low' }]);
    expect(findings[0]?.evidence).toEqual([{ path: 'start', line: 3, detail: 'exec "$@"' }]);
  });

  it("of vendors are named as such, an image's are below /opt", async () => {
    const { findings } = await detect('image', { 'opt/otel-handler': script, 'bin/x': script });
    expect(findings.map(({ title }) => title)).toEqual([
      "opt/otel-handler can be put in front of the runtime, named like OpenTelemetry (ADOT)'s",
    ]);
  });

  it.each([
    ['a script that starts something else', 'start', '#!/bin/sh\nnode x.js\n'],
    ['no script', 'start', 'exec "$@"'],
    ['in a folder', 'bin/start', script],
    ['the bootstrap, which functions are asked about', 'bootstrap', script],
  ])('none is %s', async (_which, path, text) => {
    expect((await detect('layer', { [path]: text })).findings).toEqual([]);
  });

  it("in a function's own code are no findings", async () => {
    expect((await detect('function', { start: script })).findings).toEqual([]);
  });
});

describe('Python start-up files', () => {
  const code = "import os;os.system('true')";

  test.each([
    ['function', 'x.pth'],
    ['function', 'lib/site-packages/x.pth'],
    ['layer', 'python/x.pth'],
    ['layer', 'python/lib/python3.12/site-packages/x.pth'],
    ['image', 'var/task/x.pth'],
    ['image', 'var/lang/lib/python3.12/site-packages/x.pth'],
  ] as const)('%s %s runs', async (kind, path) => {
    const { findings } = await detect(kind, { [path]: `./vendor\n${code}\n` });
    expect(findings).toMatchObject([{ kind: 'hook', rule: 'python-pth', severity: 'high' }]);
    expect(findings[0]?.evidence).toEqual([{ path, line: 2, detail: code }]);
  });

  test.each([
    ['function', 'models/x.pth'],
    ['layer', 'x.pth'],
    ['image', 'x.pth'],
  ] as const)('%s %s does not', async (kind, path) => {
    expect((await detect(kind, { [path]: code })).findings).toEqual([]);
  });

  it('that decode and run code are malware', async () => {
    const { findings } = await detect('function', {
      'x.pth': "import base64;exec(base64.b64decode('eA=='))",
    });
    expect(findings).toMatchObject([{ kind: 'malware', severity: 'critical', cwes: ['CWE-506'] }]);
  });

  it('however large, are looked through: weights of models have the same ending, and code after them runs', async () => {
    const weights = Buffer.alloc(1024 * 1024 + 1, '\0\n');
    const malware = Buffer.from("\nimport base64;exec(base64.b64decode('eA=='))");
    const { findings, problems } = await detect('function', {
      'weights.pth': weights,
      'more.pth': Buffer.concat([weights, malware]),
    });
    expect(findings).toMatchObject([{ kind: 'malware', severity: 'critical' }]);
    expect(problems).toEqual([]);
  });

  it('sitecustomize is one where Python finds it, not in the package of a tracer', async () => {
    const sites = 'python/lib/python3.12/site-packages';
    const paths = ['python/sitecustomize.py', `${sites}/usercustomize.py`];
    const { findings } = await detect('layer', Object.fromEntries(paths.map((path) => [path, 'import x\n'])));
    expect(findings.map(({ rule, severity, locations }) => [rule, severity, locations[0]?.path])).toEqual([
      ['python-customize', 'medium', `${sites}/usercustomize.py`],
      ['python-customize', 'medium', 'python/sitecustomize.py'],
    ]);
    const ofTracers = ['ddtrace/bootstrap', 'opentelemetry/instrumentation/auto_instrumentation'];
    expect(await rules('function', ...ofTracers.map((folder) => `${folder}/sitecustomize.py`))).toEqual([]);
  });

  test.each([
    ['sitecustomize.py', '# nothing\n\n', []],
    ['sitecustomize.py', 'import subprocess\nsubprocess.run(["true"])\n', ['medium hook']],
    ['sitecustomize.py', 'import zlib\nexec(zlib.decompress(b"x"))\n', ['critical malware']],
    ['sitecustomize.py', 'import base64\np = base64.b64decode("eA==")\nexec(p)\n', ['high hook']],
    ['sitecustomize.py', `p = base64.b64decode("eA==")\n${'x = 1\n'.repeat(20)}exec(y)\n`, ['medium hook']],
    ['sitecustomize.cpython-312-x86_64-linux-gnu.so', 'x', ['high hook']],
    ['usercustomize/__init__.py', 'x = 1\n', ['medium hook']],
    ['usercustomize/other.py', 'x = 1\n', []],
  ])('%s: %j', async (path, text, expected) => {
    const { findings } = await detect('function', { [path]: text });
    expect(findings.map(({ severity, kind }) => `${severity} ${kind}`)).toEqual(expected);
  });
});
