import { MessageChannel } from 'node:worker_threads';
import { afterEach, expect, it } from 'vitest';
import { parse } from 'yaml';
import { scanShare } from '../../src/signatures/index.js';
import { signatureSchema } from '../../src/signatures/signature-schema.js';
import { bytesInMemory, DEFAULT_LIMITS, type Limits } from '../../src/files/index.js';
import { takeInventory } from '../../src/inventory/index.js';
import { signatureSet } from '../../src/signatures/index.js';
import { unpack } from '../../src/unpackers/index.js';
import { helperAt, helpWithArtifact, type SharedArchive } from '../../src/workers/helping-thread.js';
import { zipOfFiles } from '../support/sample-functions.js';
import { NEEDLE } from '../support/sample-signature.js';

const signatures = signatureSet([signatureSchema.parse(parse(NEEDLE))]);

/** Ten packages, every other one with a needle, and a needle in the application's own code. */
const FILES = Object.fromEntries([
  ['index.js', 'needle'],
  ...Array.from({ length: 10 }, (_, index) => [
    [`node_modules/p${index}/package.json`, `{"name":"p${index}","version":"1.0.0"}`],
    [`node_modules/p${index}/index.js`, index % 2 === 0 ? 'needle' : 'thread'],
  ]).flat(),
]) as Readonly<Record<string, string>>;

function sharedArchive(bytes: Uint8Array, name = 'fn.zip'): SharedArchive {
  const memory = new SharedArrayBuffer(bytes.length);
  new Uint8Array(memory).set(bytes);
  return { name, memory };
}

async function opened({ name, memory }: SharedArchive) {
  const bytes = bytesInMemory(new Uint8Array(memory));
  const unpacked = await unpack({ kind: 'archive', name, bytes }, DEFAULT_LIMITS);
  const { packages } = await takeInventory(unpacked);
  return { tree: unpacked.tree, packages, signatures, disguised: unpacked.disguised ?? [] };
}

const channels: MessageChannel[] = [];
function channel(): MessageChannel {
  const made = new MessageChannel();
  channels.push(made);
  return made;
}
afterEach(() => {
  for (const { port1, port2 } of channels.splice(0)) for (const port of [port1, port2]) port.close();
});

/** A helper that works in this thread. */
function startHelper(archive: SharedArchive, limits: Limits = DEFAULT_LIMITS) {
  const { port1, port2 } = channel();
  const beats = new SharedArrayBuffer(4);
  const help = helpWithArtifact({ port: port2, archive, limits, signatures, cache: null, beats });
  return { helper: helperAt(port1), help };
}

function turns(): () => number {
  let turn = 0;
  return () => turn++;
}

it('two shares together equal the result of one thread', async () => {
  const archive = sharedArchive(zipOfFiles(FILES));
  const target = await opened(archive);
  const alone = await scanShare(target, turns());
  const { helper, help } = startHelper(archive);
  const shared = helper.share(target.packages, target.disguised);
  const own = new Map([[shared.next(), null]]);
  await help;
  const others = await shared.others();
  expect(others.size).toBe(alone.size - own.size);
  for (const [index, detection] of others) expect(detection).toEqual(alone.get(index));
  expect([...others.values()].flatMap(({ findings }) => findings).length).toBeGreaterThan(3);
});

it('a helper opens the disguised archives that the caller found', async () => {
  const inside = zipOfFiles({ 'a.js': 'needle' });
  const archive = sharedArchive(zipOfFiles({ 'index.js': 'thread', 'logo.png': inside.toString('latin1') }));
  const target = await opened(archive);
  const alone = await scanShare(target, turns());
  expect(target.disguised).toEqual(['logo.png']);
  const { helper, help } = startHelper(archive);
  const shared = helper.share(target.packages, target.disguised);
  await help;
  expect(await shared.others()).toEqual(alone);
});

it('no piece is taken twice', async () => {
  const archive = sharedArchive(zipOfFiles(FILES));
  const target = await opened(archive);
  const { helper } = startHelper(archive);
  const shared = helper.share(target.packages, target.disguised);
  const own = await scanShare(target, () => shared.next());
  const others = await shared.others();
  expect([...own.keys(), ...others.keys()].sort((a, b) => a - b)).toEqual(
    [...(await scanShare(target, turns())).keys()].sort((a, b) => a - b),
  );
});

it.each([
  ['no archive', Buffer.from('nothing of the kind')],
  ['a broken one', zipOfFiles(FILES).subarray(0, 200)],
])('a helper does not answer for %s: the caller does the work', async (_, bytes) => {
  const { helper, help } = startHelper(sharedArchive(bytes));
  const found = await helper.share([], []).others();
  await help.catch(() => undefined);
  expect([...found.values()].flatMap(({ findings }) => findings)).toEqual([]);
});

it('a helper that is lost at work leaves the rest to the caller', async () => {
  const { port1, port2 } = channel();
  const order = new Promise<{ readonly turns: SharedArrayBuffer }>((resolve) => {
    port2.once('message', resolve);
  });
  const shared = helperAt(port1).share([], []);
  const { turns: counters } = await order;
  new Int32Array(counters)[1] = 1;
  port2.close();
  expect(await shared.others()).toEqual(new Map());
});

it('a helper that has not begun is not waited for, and does not begin any more', async () => {
  const archive = sharedArchive(zipOfFiles(FILES));
  const target = await opened(archive);
  const { helper, help } = startHelper(archive);
  const shared = helper.share(target.packages, target.disguised);
  expect(await shared.others()).toEqual(new Map());
  await help;
  expect(shared.next()).toBe(0);
});

it('a helper ends when no work is shared with it', async () => {
  const { port1, port2 } = channel();
  const help = helpWithArtifact({
    port: port2,
    archive: sharedArchive(zipOfFiles(FILES)),
    limits: DEFAULT_LIMITS,
    cache: null,
    signatures,
    beats: new SharedArrayBuffer(4),
  });
  port1.close();
  await expect(help).resolves.toBeUndefined();
});
