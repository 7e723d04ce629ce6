import { describe, expect, it } from 'vitest';
import { detect } from '../../../src/detectors/index.js';
import { type Signature } from '../../../src/signatures/index.js';
import { signatureSchema } from '../../../src/signatures/signature-schema.js';
import { NO_INVENTORY } from '../../../src/model/index.js';
import { memoryTree } from '../../support/memory-tree.js';

const EXAMPLES = Array.from({ length: 2 }, () => ({ why: 'an example of a test', files: { a: '' } }));

function rule(id: string, fields: object): Signature {
  return signatureSchema.parse({
    id,
    title: 'A rule of a test',
    why: 'It is here to be tested.',
    do: 'Nothing at all.',
    kind: 'malware',
    ...fields,
    examples: { bad: EXAMPLES, good: EXAMPLES },
  });
}

async function find(rules: readonly Signature[], text: string) {
  const signatures = { version: JSON.stringify(rules), rules };
  return (await detect({ tree: memoryTree({ 'index.js': text }), inventory: NO_INVENTORY, signatures }))
    .findings;
}

/** Code of other packages, before and after: more than a window of the search holds. */
const FAR = 'x=1;'.repeat(60_000);

describe('a chain within a distance', () => {
  const network = rule('t/network', { kind: 'signal', keywords: ['network'], match: { text: 'network\\d' } });
  const secret = rule('t/secret', {
    keywords: ['secret'],
    match: { text: 'secret' },
    needs: ['t/network'],
    within: 100,
  });

  it.each([
    ['near', 'secret;network1', 1],
    ['before it', 'network1;secret', 1],
    ['a little too far, in a small file', `secret${'x=1;'.repeat(30)}network1`, 0],
    ['near the second place only, behind much that is alike', `secret;${FAR}network1;secret`, 1],
    ['near, though a bundle has others', `network2;${FAR}network3;${FAR}network4;${FAR}secret;network1`, 1],
    ['far in a bundle', `secret;${FAR}network1`, 0],
  ])('%s', async (_, text, expected) => {
    expect(await find([network, secret], text)).toHaveLength(expected);
  });

  it('shows both parts where they are', async () => {
    const [finding] = await find([network, secret], `${FAR}\nsecret;\nnetwork1`);
    expect(finding?.evidence).toMatchObject([
      { line: 2, detail: 'secret' },
      { line: 3, detail: 'network1' },
    ]);
  });
});

describe('an exception', () => {
  const address = rule('t/address', {
    keywords: ['address'],
    match: { text: 'address' },
    unless: [{ text: 'client' }],
  });

  it.each([
    ['excuses what is near it', 'address;client()', 0],
    ['excuses what is near it in a bundle', `${FAR}client;address`, 0],
    ['excuses nothing else, however small the file', `address;${'x=1;'.repeat(1_000)}client`, 1],
    ['excuses nothing else in a bundle', `${FAR}client;address;${FAR}address`, 1],
    ['is none in a comment', 'address; // client', 1],
    ['is none in a block comment', '/* client */ address', 1],
    ['is none in a comment of what does not parse', 'address; <div> // client', 1],
    ['is none in a comment of another language', 'address # client', 1],
    ['beside a comment counts', 'address; /* client */ client()', 0],
  ])('%s', async (_, text, expected) => {
    expect(await find([address], text)).toHaveLength(expected);
  });

  it('is as near as the text that the rule needs', async () => {
    const near = { ...address, within: 40 };
    expect(await find([near], `address;${' '.repeat(10)}client`)).toHaveLength(0);
    expect(await find([near], `address;${' '.repeat(60)}client`)).toHaveLength(1);
  });

  it('that is a call is the same call', async () => {
    const calls = rule('t/calls', {
      keywords: ['run'],
      match: { tree: { call: ['run'] } },
      unless: [{ tree: { call: ['run'], argument: { call: ['known'] } } }],
    });
    expect(await find([calls], 'run(known(x))')).toHaveLength(0);
    expect(await find([calls], 'run(x); run(known(x))')).toHaveLength(1);
    expect(await find([calls], 'run(x); known(x)')).toHaveLength(1);
  });
});

it('an exception of a text is a part of the match itself', async () => {
  const address = rule('t/own', {
    keywords: ['address'],
    match: { text: 'address=\\w+', except: 'localhost' },
  });
  expect(await find([address], 'address=localhost')).toHaveLength(0);
  expect(await find([address], 'address=localhost;address=evil')).toHaveLength(1);
});
