import { buildElf } from './elf-parts.js';

const MAGIC = Buffer.from('\xff Go buildinf:', 'latin1');
const MARK = Buffer.alloc(16, 0x30);

function lengthOf(text: Buffer): Buffer {
  const bytes: number[] = [];
  for (let left = text.length; ; left = Math.floor(left / 128)) {
    bytes.push(left < 128 ? left : (left % 128) + 128);
    if (left < 128) return Buffer.from(bytes);
  }
}

function marked(modules: string): Buffer {
  return modules === '' ? Buffer.alloc(0) : Buffer.concat([MARK, Buffer.from(modules), MARK]);
}

/** What Go 1.18 and later write. */
export function inlineBuildInfo(toolchain: string, modules: string): Buffer {
  const texts = [Buffer.from(toolchain), marked(modules)].flatMap((text) => [lengthOf(text), text]);
  return Buffer.concat([MAGIC, Buffer.from([8, 2]), Buffer.alloc(16), ...texts]);
}

const ADDRESS = 0x50_0000;

/** What Go up to 1.17 writes: pointers to two headers, each a pointer to a text and its length. */
export function pointerBuildInfo(toolchain: string, modules: string): Buffer {
  const [first, second] = [Buffer.from(toolchain), marked(modules)];
  const headers = Buffer.alloc(32);
  const texts = ADDRESS + 32 + headers.length;
  const values = [texts, first.length, texts + first.length, second.length];
  for (const [index, value] of values.entries()) headers.writeBigUInt64LE(BigInt(value), index * 8);
  const pointers = Buffer.alloc(16);
  pointers.writeBigUInt64LE(BigInt(ADDRESS + 32), 0);
  pointers.writeBigUInt64LE(BigInt(ADDRESS + 48), 8);
  return Buffer.concat([MAGIC, Buffer.from([8, 0]), pointers, headers, first, second]);
}

/** A program with this build information. */
export function goProgram(info: Buffer, hasSections = true): Buffer {
  return buildElf([{ name: '.go.buildinfo', bytes: info, address: ADDRESS }], hasSections);
}

/** The lines that Go writes for a program with these modules. */
export function moduleLines(
  main: string,
  dependencies: readonly string[],
  settings: readonly string[] = [],
): string {
  const lines = [
    `path\t${main.split(' ')[0]}`,
    `mod\t${main.replace(' ', '\t')}\t`,
    ...dependencies.map((each) => `dep\t${each.replace(' ', '\t')}\th1:x=`),
    ...settings.map((each) => `build\t${each}`),
  ];
  return `${lines.join('\n')}\n`;
}

/** The start of the table by which Go finds functions, with their names. */
export function goTable(names: readonly string[], magic = 0xfffffff1): Buffer {
  const text = Buffer.from(`${names.join('\0')}\0`);
  const words = 8;
  const header = Buffer.alloc(8 + words * 8);
  header.writeUInt32LE(magic, 0);
  header.set([1, 8], 6);
  const at = magic === 0xfffffffa ? 2 : 3;
  header.writeBigUInt64LE(BigInt(header.length), 8 + at * 8);
  header.writeBigUInt64LE(BigInt(header.length + text.length), 8 + (at + 1) * 8);
  return Buffer.concat([header, text]);
}

/** A program with this build information, and with functions of these names. */
export function goProgramWith(info: Buffer, names: readonly string[]): Buffer {
  return buildElf([
    { name: '.go.buildinfo', bytes: info, address: ADDRESS },
    { name: '.gopclntab', bytes: goTable(names), address: 0x60_0000 },
  ]);
}
