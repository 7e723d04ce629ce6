import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { problemLines, readAll, unpackBytes } from '../../support/unpack-bytes.js';
import { buildZip, littleEndian, type ZipOptions, type ZipPart } from '../../support/zip-builder.js';

const APP: readonly ZipPart[] = [
  { name: 'index.js', content: 'exports.handler = () => 1;' },
  { name: 'node_modules/' },
  { name: 'node_modules/a/package.json', content: '{"name":"a"}', method: 0 },
];
const APP_FILES = new Map([
  ['index.js', 'exports.handler = () => 1;'],
  ['node_modules/a/package.json', '{"name":"a"}'],
]);

describe('a sound zip', () => {
  const shapes: readonly (readonly [string, readonly ZipPart[], ZipOptions])[] = [
    ['plain', APP, {}],
    ['with data descriptors', APP.map((part) => ({ ...part, dataDescriptor: true })), {}],
    ['with a zip64 end record', APP, { zip64: {} }],
    ['with a comment', APP, { comment: 'made by nobody' }],
    ['with the largest comment', APP, { comment: 'x'.repeat(0xffff) }],
    ['with its directory in another order', APP, { order: [2, 0, 1] }],
    ['behind a shebang', APP, { prefix: Buffer.from('#!/usr/bin/env python3\n') }],
    ['behind a shebang that its offsets count', APP, { prefix: Buffer.from('#!/bin/sh\n'), adjusted: true }],
    ['behind a shebang, zip64', APP, { prefix: Buffer.from('#!/bin/sh\n'), zip64: {} }],
  ];
  it.each(shapes)('%s reads back whole and without a problem', async (_, parts, options) => {
    const unpacked = await unpackBytes(buildZip(parts, options));
    expect(unpacked.problems).toEqual([]);
    expect(await readAll(unpacked)).toEqual(APP_FILES);
  });

  it('takes sizes and offset of a record from its zip64 field', async () => {
    const [first, ...others] = APP;
    const { length } = first!.content as string;
    const packed = Buffer.from(first!.content as string);
    const extra = littleEndian([1, 2], [24, 2], [length, 8], [length, 8], [0, 8]);
    const magic = 0xffffffff;
    const wide = {
      ...first!,
      method: 0,
      packed,
      central: { size: magic, packedSize: magic, offset: magic, extra },
    };
    const unpacked = await unpackBytes(buildZip([wide, ...others]));
    expect(unpacked.problems).toEqual([]);
    expect(await readAll(unpacked)).toEqual(APP_FILES);
  });

  it('lists files by path, with size and executable bit, and no folders', async () => {
    const { tree } = await unpackBytes(
      buildZip([{ name: 'z', content: 'zz' }, { name: 'bin/' }, { name: 'bin/run', mode: 0o100755 }]),
    );
    expect([...tree.files.values()]).toEqual([
      { path: 'bin/run', size: 0, executable: true },
      { path: 'z', size: 2, executable: false },
    ]);
  });

  it('knows links by their mode and reads through them', async () => {
    const link = (name: string, target: string): ZipPart => ({ name, content: target, mode: 0o120777 });
    const { tree, problems } = await unpackBytes(
      buildZip([
        { name: 'node_modules/.pnpm/a@1/node_modules/a/index.js', content: 'a' },
        link('node_modules/a', '.pnpm/a@1/node_modules/a'),
        link('current', './node_modules/a/index.js'),
      ]),
    );
    expect(problems).toEqual([]);
    expect(tree.links.get('node_modules/a')).toBe('node_modules/.pnpm/a@1/node_modules/a');
    const reads = await Promise.all(['node_modules/a/index.js', 'current'].map((path) => tree.read(path)));
    expect(reads.map(({ path, bytes }) => [path, String(bytes)])).toEqual([
      ['node_modules/a/index.js', 'a'],
      ['current', 'a'],
    ]);
  });

  it.each([0, 10, 14])('turns backslashes of Windows writers (system %i) into folders', async (host) => {
    const { tree } = await unpackBytes(buildZip([{ name: 'lib\\a.js', host }]));
    expect([...tree.files.keys()]).toEqual(['lib/a.js']);
  });

  it('keeps a backslash that a Unix writer has in a name', async () => {
    const { tree } = await unpackBytes(buildZip([{ name: 'a\\b.js', host: 3 }]));
    expect([...tree.files.keys()]).toEqual(['a\\b.js']);
  });

  it('warns that packages may hide behind backslashes of a Unix writer', async () => {
    const name = 'node_modules\\a\\package.json';
    const { problems } = await unpackBytes(buildZip([{ name, host: 3 }, { name: 'b.js' }]));
    expect(problems).toMatchObject([{ code: 'unsafe-path', path: name, affectsCompleteness: true }]);
  });

  it('decodes names as UTF-8 where they are, else as code page 437', async () => {
    const names = [Buffer.from('é.js'), Buffer.from([0x82, 0x2e, 0x6a]), Buffer.from([0x83, 0x2e, 0x6a])];
    const { tree } = await unpackBytes(buildZip(names.map((name) => ({ name }))));
    expect([...tree.files.keys()]).toEqual(['â.j', 'é.j', 'é.js']);
  });

  it('is an empty tree without a problem when it has no entries', async () => {
    const { tree, problems } = await unpackBytes(buildZip([]));
    expect([tree.files.size, problems]).toEqual([0, []]);
  });

  it('is recognised by its bytes, whatever its name', async () => {
    const prefixed = buildZip(APP, { prefix: Buffer.from('#!/usr/bin/env python3\n') });
    for (const bytes of [buildZip(APP), prefixed]) {
      expect(await readAll(await unpackBytes(bytes, 'code.bin'))).toEqual(APP_FILES);
    }
  });

  it('may have more entries than its 16-bit count can say', async () => {
    const parts = Array.from({ length: 0x10001 }, (_, index) => ({ name: `f/${index}`, method: 0 }));
    const { tree, problems } = await unpackBytes(buildZip(parts, { end: { entries: 1, entriesHere: 1 } }));
    expect([tree.files.size, problems]).toEqual([0x10001, []]);
  });

  it('inflates only requested entries', async () => {
    const broken = { name: 'broken.js', content: 'x', packed: Buffer.from([0xff, 0xff]) };
    const { tree, problems } = await unpackBytes(buildZip([broken, ...APP]));
    expect(problems).toEqual([]);
    expect((await tree.read('index.js')).problem).toBeUndefined();
    expect((await tree.read('broken.js')).problem?.code).toBe('malformed');
  });
});

const names = fc
  .array(fc.stringMatching(/^[a-z0-9_@é-]{1,8}$/), { minLength: 1, maxLength: 4 })
  .map((segments) => segments.join('/'));

describe('any set of files', () => {
  it('reads back equal', async () => {
    const files = fc.dictionary(names, fc.uint8Array({ maxLength: 300 }), {
      maxKeys: 12,
      noNullPrototype: true,
    });
    const property = fc.asyncProperty(
      files,
      fc.boolean(),
      fc.boolean(),
      async (contents, zip64, dataDescriptor) => {
        const parts = Object.entries(contents).map(([name, content]) => ({ name, content, dataDescriptor }));
        const { tree } = await unpackBytes(buildZip(parts, zip64 ? { zip64: {} } : {}));
        expect([...tree.files.keys()]).toEqual(Object.keys(contents).sort());
        for await (const read of tree.readMany(tree.files.keys())) {
          expect(Buffer.from(read.bytes ?? [])).toEqual(Buffer.from(contents[read.path] ?? []));
        }
      },
    );
    await fc.assert(property, { numRuns: 60 });
  });
});

const hasZip = spawnSync('zip', ['-v']).status === 0;

describe('the zip of the system', () => {
  it.skipIf(!hasZip)(`reads back equal${hasZip ? '' : ' (skipped: no zip command here)'}`, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'stowaway-zip-'));
    try {
      mkdirSync(join(folder, 'bin'));
      writeFileSync(join(folder, 'index.js'), 'x'.repeat(5000));
      writeFileSync(join(folder, 'bin/run'), '#!/bin/sh\n');
      chmodSync(join(folder, 'bin/run'), 0o755);
      symlinkSync('bin/run', join(folder, 'run'));
      execFileSync('zip', ['-qry', 'out.zip', 'index.js', 'bin', 'run'], { cwd: folder });
      const unpacked = await unpackBytes(readFileSync(join(folder, 'out.zip')));
      expect(problemLines(unpacked)).toEqual([]);
      expect(unpacked.tree.files.get('bin/run')?.executable).toBe(true);
      expect(unpacked.tree.links.get('run')).toBe('bin/run');
      expect((await readAll(unpacked)).get('index.js')).toBe('x'.repeat(5000));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
