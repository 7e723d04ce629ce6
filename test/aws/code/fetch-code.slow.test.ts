import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openAws } from '../../../src/aws/access/access.js';
import { fetchCode, type WantedCode } from '../../../src/aws/code/fetch-code.js';
import { surveyRegion } from '../../../src/aws/survey/survey-region.js';
import { DEFAULT_LIMITS } from '../../../src/files/index.js';
import { unpack } from '../../../src/unpackers/index.js';
import { openAwsAccount, OWN_ACCOUNT } from '../../support/aws-account.js';
import { useAwsServer } from '../../support/aws-tests.js';
import { sha256 } from '../../support/image-builder.js';
import { quickClock } from '../../support/quick-clock.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { noCallers } from '../../support/fake-account.js';
import { folderOrigin } from '../../support/unpack-bytes.js';
import { buildZip } from '../../support/zip-builder.js';

const aws = useAwsServer();
const REGION = 'eu-west-1';
const MEBIBYTE = 1024 * 1024;

async function open() {
  const { own } = await openAws({
    endpoint: aws.server.url,
    region: REGION,
    paceFactor: 1000,
    clock: quickClock(),
  });
  return own;
}

const nothingIsKnown = (sha: string) => Promise.resolve(sha === '');

async function fetchWanted(
  wanted: WantedCode,
  folder: string,
  { maxBytes = MEBIBYTE, isKnown = nothingIsKnown } = {},
) {
  return fetchCode(
    await open(),
    { region: REGION, wanted },
    { folder, maxBytes, maxImageBytes: 10 * MEBIBYTE, isKnown },
  );
}

async function latestOf(name: string) {
  const { functions } = await surveyRegion(await open(), REGION, noCallers());
  const version = functions.find((fn) => fn.name === name)?.versions[0];
  if (!version) throw new Error(`${name} is not listed`);
  return version;
}

/** A function as its listing describes it. */
async function addFunction(name: string, zip: Buffer) {
  const account = await openAwsAccount(aws.server.url, REGION);
  await account.addFunction(name, zip);
  return latestOf(name);
}

function zipOf(text: string): Buffer {
  return buildZip([{ name: 'index.js', content: text }]);
}

test('the zip of a function, verified by its hash', async () => {
  const zip = zipOf('one');
  const version = await addFunction('one', zip);
  const {
    hostPath,
    bytes,
    sha256: hash,
  } = await fetchWanted({ kind: 'function', version }, temporaryFolder());
  expect(readFileSync(hostPath ?? '').equals(zip)).toBe(true);
  expect({ bytes, hash }).toEqual({ bytes: zip.length, hash: sha256(zip) });
});

test.each(['broken', 'cut', 'refused'] as const)(
  'a download that is %s once is made again',
  async (fault) => {
    const zip = zipOf(fault);
    const version = await addFunction(`again-${fault}`, zip);
    aws.server.downloadFaults.set(sha256(zip), [fault]);
    const { hostPath } = await fetchWanted({ kind: 'function', version }, temporaryFolder());
    expect(readFileSync(hostPath ?? '').equals(zip)).toBe(true);
  },
);

test('bytes with another digest than Lambda gave are refused and deleted', async () => {
  const zip = zipOf('never right');
  const version = await addFunction('never-right', zip);
  aws.server.downloadFaults.set(sha256(zip), ['broken', 'broken', 'broken']);
  const folder = temporaryFolder();
  const failed = await fetchWanted({ kind: 'function', version }, folder).catch((error: unknown) => error);
  expect(failed).toMatchObject({ kind: 'failed', code: 'OtherBytesThanPromised' });
  expect(String(failed)).not.toContain('secret');
  expect(readdirSync(folder)).toEqual([]);
});

test('more bytes than allowed are not taken', async () => {
  const version = await addFunction('large', zipOf('x'.repeat(100)));
  await expect(
    fetchWanted({ kind: 'function', version }, temporaryFolder(), { maxBytes: 50 }),
  ).rejects.toMatchObject({
    code: 'TooLarge',
  });
});

test('code that was deployed since the listing is not taken for the old one', async () => {
  const version = await addFunction('moving', zipOf('old'));
  const account = await openAwsAccount(aws.server.url, REGION);
  await account.updateFunction('moving', zipOf('new'));
  await expect(fetchWanted({ kind: 'function', version }, temporaryFolder())).rejects.toMatchObject({
    code: 'OtherBytesThanPromised',
  });
});

test('the zip of a layer', async () => {
  const zip = zipOf('layer');
  const account = await openAwsAccount(aws.server.url, REGION);
  const arn = await account.addLayer('shared', zip);
  const { hostPath } = await fetchWanted({ kind: 'layer', arn }, temporaryFolder());
  expect(readFileSync(hostPath ?? '').equals(zip)).toBe(true);
});

test('known code is not downloaded', async () => {
  const zip = zipOf('known layer');
  const account = await openAwsAccount(aws.server.url, REGION);
  const arn = await account.addLayer('known', zip);
  const isKnown = (hash: string) => Promise.resolve(hash === sha256(zip));
  const fetched = await fetchWanted({ kind: 'layer', arn }, temporaryFolder(), { isKnown });
  expect(fetched).toEqual({ hostPath: null, bytes: 0, sha256: sha256(zip) });
  expect(aws.server.downloads).not.toContain(sha256(zip));
});

test("another account's layer that may not be read", async () => {
  const arn = `arn:aws:lambda:${REGION}:999999999999:layer:theirs:3`;
  aws.server.faults.push({
    match: /GetLayerVersion .*theirs/,
    status: 403,
    code: 'AccessDeniedException',
    times: 1,
  });
  await expect(fetchWanted({ kind: 'layer', arn }, temporaryFolder())).rejects.toMatchObject({
    kind: 'denied',
    action: 'lambda:GetLayerVersion',
  });
});

test('an image, as the layout that its unpacker opens', async () => {
  const account = await openAwsAccount(aws.server.url, REGION);
  const layout = await account.addImageFunction('image', {
    layers: [[{ name: 'var/task/index.js', content: 'exports.handler = 1;' }]],
    isGzipped: true,
    layerType: 'application/vnd.oci.image.layer.v1.tar+gzip',
  });
  for (const bytes of layout.values()) aws.server.blobs.set(sha256(bytes), Buffer.from(bytes));
  const version = await latestOf('image');
  expect(version).toMatchObject({ packageType: 'image', functionArn: expect.stringContaining(OWN_ACCOUNT) });
  const { hostPath, sha256: digest } = await fetchWanted({ kind: 'image', version }, temporaryFolder());
  expect(layout.has(`blobs/sha256/${digest}`)).toBe(true);
  expect(version.codeSha256).toBe(digest);
  const { tree, problems } = await unpack(folderOrigin(hostPath ?? ''), DEFAULT_LIMITS);
  expect(problems).toEqual([]);
  expect([...tree.files.keys()]).toContain('var/task/index.js');
});

test('an image with a part that cannot be downloaded leaves no files behind', async () => {
  const account = await openAwsAccount(aws.server.url, REGION);
  await account.addImageFunction('half-image', { layers: [[{ name: 'a', content: 'half' }]] });
  const folder = temporaryFolder();
  const version = await latestOf('half-image');
  await expect(fetchWanted({ kind: 'image', version }, folder)).rejects.toMatchObject({ kind: 'failed' });
  expect(existsSync(`${folder}/image`)).toBe(false);
});
