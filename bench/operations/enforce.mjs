// `node bench/operations/enforce.mjs [--generated] [PROGRAM…]`: do our own programs work with a policy, and fail without any one action of it?
// Each runs in a child process against moto, behind a proxy that decides every request from the policy. The policy is one that a person wrote
// or, with `--generated`, the one that `stowaway iam` writes.
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { BUNDLERS } from './bundlers.mjs';
import { generatedPolicy } from './enforce/generated-policy.mjs';
import { startMoto } from './enforce/moto.mjs';
import { startProxy } from './enforce/proxy.mjs';
import { ACCOUNT, REGION } from './enforce/requirements.mjs';
import { SAMPLES } from './enforce/samples.mjs';
import { bundleFolder, generationFolder } from './folders.mjs';
import { install } from './install.mjs';
import { programOf } from './programs.mjs';
import { stage } from './stage.mjs';

/** Reads the address of a service from the environment, and speaks protocols that moto knows. */
const GENERATION = 'g3700';
const MAX_MILLIS = 60_000;
const CREDENTIALS = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'example' };

/** @returns {Promise<string>} the bundle's file */
async function bundle(name) {
  const { folder, entry } = stage(programOf(name), GENERATION, 'esbuild');
  const out = bundleFolder(`enforce.${name}`);
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  // Node would else read the project's own, which says that scripts are modules.
  writeFileSync(join(out, 'package.json'), '{ "type": "commonjs" }');
  await BUNDLERS.esbuild({
    folder,
    entry,
    out,
    minify: false,
    format: 'cjs',
    fields: 'main',
    external: false,
  });
  return join(out, 'index.js');
}

function senderTo(port) {
  const require = createRequire(join(generationFolder(GENERATION), 'package.json'));
  return async (client, command, input) => {
    const sdk = require(`@aws-sdk/client-${client}`);
    const Client = Object.entries(sdk).find(
      ([name]) => /^[A-Z]\w*Client$/.test(name) && !name.startsWith('__'),
    )[1];
    const settings = { region: REGION, credentials: CREDENTIALS, forcePathStyle: true };
    return new Client({ ...settings, endpoint: `http://127.0.0.1:${port}` }).send(new sdk[command](input));
  };
}

/** IAM looks at the key behind an alias. */
async function keysOf(send) {
  const { Aliases = [] } = await send('kms', 'ListAliasesCommand', {});
  const targets = Aliases.filter(({ TargetKeyId }) => TargetKeyId !== undefined);
  return new Map(
    targets.map(({ AliasName, TargetKeyId }) => [
      AliasName,
      `arn:aws:kms:${REGION}:${ACCOUNT}:key/${TargetKeyId}`,
    ]),
  );
}

/** Not synchronous: the proxy that the child talks to lives in this process. */
function call(file, sample, port) {
  const script = fileURLToPath(new URL('enforce/call-sample.mjs', import.meta.url));
  const urlOf = (queue) => `http://127.0.0.1:${port}/${ACCOUNT}/${queue}`;
  const child = spawn(process.execPath, [script, file, JSON.stringify(sample.events)], {
    timeout: MAX_MILLIS,
    env: {
      PATH: process.env.PATH,
      AWS_REGION: REGION,
      AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
      AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
      AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
      AWS_MAX_ATTEMPTS: '1',
      AWS_EC2_METADATA_DISABLED: 'true',
      ...sample.environment?.(urlOf),
    },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  return new Promise((resolve) => child.on('close', (status) => resolve({ status, output })));
}

/** moto and the proxy before it, for any number of runs. */
export async function startBench() {
  install([GENERATION]);
  const moto = await startMoto();
  const proxy = await startProxy(moto.port);
  const send = senderTo(moto.port);
  const files = new Map();

  async function fileOf({ program }) {
    if (!files.has(program)) files.set(program, await bundle(program));
    return files.get(program);
  }

  /**
   * @param {import('./enforce/samples.mjs').Sample} sample
   * @param {{ Statement: object | object[] }} policy
   * @returns {Promise<{ succeeded: boolean, denied: { action: string, resource: string }[], performed: string[], output: string }>}
   *   denied: what the policy does not allow; performed: operations that were tried
   */
  async function runWithPolicy(sample, policy) {
    const file = await fileOf(sample);
    await moto.reset();
    await sample.seed(send);
    const decisions = proxy.decideBy(policy, { keys: await keysOf(send) });
    const { status, output } = await call(file, sample, proxy.port);
    if (decisions.faults.length > 0) throw new Error(`${sample.program}: ${decisions.faults.join('; ')}`);
    const { denied, performed } = decisions;
    return { succeeded: status === 0 && denied.length === 0, denied, performed: [...performed], output };
  }

  function stop() {
    proxy.close();
    moto.stop();
  }
  return { runWithPolicy, fileOf, stop };
}

const policyOf = (allows) => ({
  Version: '2012-10-17',
  Statement: allows.map(([Action, Resource]) => ({ Effect: 'Allow', Action, Resource })),
});

/** The policy without one action, once for each action. */
function* weakened(allows) {
  for (const action of new Set(allows.flatMap(([actions]) => actions)))
    yield {
      action,
      policy: policyOf(
        allows.map(([actions, resources]) => [actions.filter((name) => name !== action), resources]),
      ),
    };
}

async function check(sample, { runWithPolicy }) {
  const whole = await runWithPolicy(sample, policyOf(sample.allows));
  const wrong = whole.succeeded
    ? []
    : [`fails: ${JSON.stringify(whole.denied)} ${whole.output.slice(0, 1500)}`];
  const truth = programOf(sample.program).operations.map(
    ({ service, operation }) => `${service}:${operation}`,
  );
  const idle = truth.filter((name) => !whole.performed.includes(name));
  let without = 0;
  for (const { action, policy } of weakened(sample.allows)) {
    without += 1;
    const { succeeded } = await runWithPolicy(sample, policy);
    if (succeeded) wrong.push(`works without ${action}`);
  }
  const idleText = idle.length === 0 ? '' : `, not exercised: ${idle.join(' ')}`;
  console.log(
    `${sample.program}: ${wrong.length === 0 ? 'as expected' : 'WRONG'}, ${without} actions${idleText}`,
  );
  for (const line of wrong) console.log(`  ${line}`);
  return wrong.length === 0;
}

/** Without which of its actions a program works all the same. */
async function spareActions(sample, { policy, actions }, { runWithPolicy }) {
  const spare = [];
  for (const action of actions) {
    const Statement = policy.Statement.map((one) => ({
      ...one,
      Action: one.Action.filter((name) => name !== action),
    })).filter(({ Action }) => Action.length > 0);
    const { succeeded } = await runWithPolicy(sample, { ...policy, Statement });
    if (succeeded && !(sample.unexercised ?? []).includes(action)) spare.push(action);
  }
  return spare;
}

/** Runs a program with the policy that stowaway writes for it. */
async function checkGenerated(sample, bench) {
  const generated = generatedPolicy(sample, await bench.fileOf(sample));
  if (generated.policy === null) {
    console.log(`${sample.program}: no policy`);
    return false;
  }
  const whole = await bench.runWithPolicy(sample, generated.policy);
  const spare = whole.succeeded ? await spareActions(sample, generated, bench) : [];
  const words = [
    whole.succeeded ? 'works' : `FAILS: ${JSON.stringify(whole.denied)}`,
    `${generated.actions.length} actions of code`,
    ...(generated.atLeast ? ['"at least these"'] : []),
    ...(spare.length > 0 ? [`works without: ${spare.join(' ')}`] : []),
  ];
  console.log(`${sample.program}: ${words.join(', ')}`);
  return whole.succeeded;
}

async function checkAll(samples, checkOne) {
  const bench = await startBench();
  try {
    for (const sample of samples) process.exitCode = (await checkOne(sample, bench)) ? process.exitCode : 1;
  } finally {
    bench.stop();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values, positionals: names } = parseArgs({
    options: { generated: { type: 'boolean' } },
    allowPositionals: true,
  });
  const chosen = SAMPLES.filter(({ program }) => names.length === 0 || names.includes(program));
  await checkAll(chosen, values.generated ? checkGenerated : check);
}
