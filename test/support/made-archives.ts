import { crc32, gzipSync } from 'node:zlib';
import { buildTar, longName, pax, type TarPart } from './tar-builder.js';
import { buildZip, littleEndian, type ZipOptions, type ZipPart } from './zip-builder.js';

type Random = () => number;

function oneOf<T>(random: Random, values: readonly T[]): T {
  return values[Math.floor(random() * values.length)] as T;
}

/** Two texts of one length and one checksum: anybody can make such a pair. */
export const TWINS = [
  'exports.handler = () => shown();  //ndboowel',
  'exports.handler = () => hidden(); //dcakproj',
] as const;
const [SEEN, HIDDEN] = TWINS;
const OTHER = 'exports.handler = () => other();';
const CONTENTS = [SEEN, SEEN, HIDDEN, OTHER, HIDDEN, '', 'b.js', 'x\0y', '{"name":"a","version":"1.0.0"}'];
const NAMES = ['index.js', 'index.js', 'lib/a.js', 'b.js', 'data.bin', 'node_modules/a/package.json'];
const ODD_NAMES = [
  'index.js/',
  './index.js',
  'lib//a.js',
  'lib\\a.js',
  'INDEX.JS',
  'index.js\0.txt',
  'lib',
  '../index.js',
];
const HOSTS = [0, 1, 2, 3, 3, 3, 5, 7, 10, 11, 16, 19, 30];
const MODES = [0, 0o100644, 0o100755, 0o120777, 0o120777, 0o040755, 0o010644, 0o020644];
const METHODS = [0, 8, 8, 8, 9, 93, 99];

function unicodePath(rawName: string, name: string): Buffer {
  const better = Buffer.from(name);
  const head = [
    [0x7075, 2],
    [5 + better.length, 2],
    [1, 1],
    [crc32(Buffer.from(rawName)), 4],
  ] as const;
  return Buffer.concat([littleEndian(...head), better]);
}

type ZipOddity = (part: ZipPart, random: Random) => ZipPart;

/** Defects of one entry, each of them small enough that the archive can be read. */
const ZIP_ODDITIES: readonly ZipOddity[] = [
  (part, random) => ({ ...part, mode: oneOf(random, MODES), host: oneOf(random, HOSTS) }),
  (part, random) => ({
    ...part,
    content: oneOf(random, CONTENTS),
    mode: 0o120777,
    host: oneOf(random, HOSTS),
  }),
  (part, random) => ({ ...part, name: oneOf(random, ODD_NAMES), host: oneOf(random, HOSTS) }),
  (part, random) => ({ ...part, method: oneOf(random, METHODS) }),
  (part, random) => ({ ...part, local: { ...part.local, name: oneOf(random, NAMES) } }),
  (part, random) => ({ ...part, local: { ...part.local, method: oneOf(random, METHODS) } }),
  (part, random) => ({ ...part, local: { ...part.local, size: Math.floor(random() * 40) } }),
  (part, random) => ({ ...part, local: { ...part.local, packedSize: Math.floor(random() * 40) } }),
  (part, random) => ({ ...part, central: { ...part.central, size: Math.floor(random() * 40) } }),
  (part, random) => ({ ...part, central: { ...part.central, packedSize: Math.floor(random() * 40) } }),
  (part, random) => {
    const extra = unicodePath(String(part.name), oneOf(random, NAMES));
    return random() < 0.5
      ? { ...part, local: { ...part.local, extra } }
      : { ...part, central: { ...part.central, extra } };
  },
  (part) => ({ ...part, dataDescriptor: true }),
  (part) => ({ ...part, unlisted: true }),
  (part, random) => ({ ...part, flags: oneOf(random, [1, 2, 8, 0x800, 0x40]) }),
  (part) => ({ ...part, local: { ...part.local, crc: 7 }, central: { ...part.central, crc: 7 } }),
];

const ZIP_OPTIONS: readonly ZipOptions[] = [
  {},
  {},
  {},
  { prefix: Buffer.from('#!/bin/sh\n') },
  { prefix: buildZip([{ name: 'index.js', content: HIDDEN }]) },
  { prefix: Buffer.from('#!/bin/sh\n'), adjusted: true },
  { comment: buildZip([{ name: 'index.js', content: HIDDEN }]) },
  { gap: buildZip([{ name: 'index.js', content: HIDDEN }]) },
  { zip64: {} },
  { zip64: { entries: 1, entriesHere: 1 } },
  { end: { entries: 1, entriesHere: 1 } },
  { order: [1, 0] },
];

/** A zip of a few entries, one to three of them odd, two of them at times of one name. */
function madeZip(random: Random): Buffer {
  const parts = Array.from({ length: 2 + Math.floor(random() * 3) }, (): ZipPart => {
    return { name: oneOf(random, NAMES), content: oneOf(random, CONTENTS), method: oneOf(random, [0, 8]) };
  });
  for (let left = 1 + Math.floor(random() * 3); left > 0; left -= 1) {
    const at = Math.floor(random() * parts.length);
    parts[at] = oneOf(random, ZIP_ODDITIES)(parts[at] as ZipPart, random);
  }
  return buildZip(parts, oneOf(random, ZIP_OPTIONS));
}

type TarOddity = (part: TarPart, random: Random) => readonly TarPart[];

const TAR_ODDITIES: readonly TarOddity[] = [
  (part, random) => [{ ...part, type: oneOf(random, '01234567gxLKSDVAMN\0'.split('')) }],
  (part, random) => [{ ...part, size: Math.floor(random() * 1200) }],
  (part, random) => [
    pax({ size: String(Math.floor(random() * 1200)) }),
    { ...part, size: oneOf(random, [0, 512, 33]) },
  ],
  (part, random) => [pax({ path: oneOf(random, NAMES) }), part],
  (part, random) => [longName(oneOf(random, NAMES)), part],
  (part, random) => [pax({ path: oneOf(random, NAMES) }, 'g'), part],
  (part, random) => [{ ...part, name: oneOf(random, ODD_NAMES) }],
  (part, random) => [{ ...part, type: '2', linkName: oneOf(random, [...NAMES, '../x']) }],
  (part, random) => [{ ...part, type: '1', linkName: oneOf(random, NAMES) }],
  (part, random) => [{ ...part, magic: oneOf(random, ['gnu', 'v7', 'ustar'] as const) }],
  (part) => [part, { ...part, content: HIDDEN }],
];

function madeTar(random: Random): Buffer {
  const parts = Array.from({ length: 2 + Math.floor(random() * 3) }, (): TarPart => {
    return { name: oneOf(random, NAMES), content: oneOf(random, CONTENTS) };
  });
  const at = Math.floor(random() * parts.length);
  parts.splice(at, 1, ...oneOf(random, TAR_ODDITIES)(parts[at] as TarPart, random));
  const tar = buildTar(parts);
  const twice =
    random() < 0.1 ? Buffer.concat([tar, buildTar([{ name: 'index.js', content: HIDDEN }])]) : tar;
  return twice;
}

/** An archive that was made odd on purpose, by name: the same for the same numbers. */
export function madeArchive(random: Random): readonly [name: string, bytes: Buffer] {
  if (random() < 0.6) return ['made.zip', madeZip(random)];
  const tar = madeTar(random);
  return random() < 0.3 ? ['made.tgz', gzipSync(tar)] : ['made.tar', tar];
}
