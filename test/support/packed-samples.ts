import { gzipSync } from 'node:zlib';
import { buildTar } from './tar-builder.js';
import { buildZip } from './zip-builder.js';

/** The script that every sample holds. */
const NAME = 'hidden.js';
export const HIDDEN_CODE = 'module.exports=1\n';
const CODE = HIDDEN_CODE;

function fromBase64(text: string): Buffer {
  return Buffer.from(text, 'base64');
}

/** Header of `ar` and of both text forms of `cpio`, with the script behind it. */
const AR = `!<arch>\n${NAME.padEnd(16)}${'0'.padEnd(12)}${'0'.padEnd(6)}${'0'.padEnd(6)}${'100644'.padEnd(8)}${String(CODE.length).padEnd(10)}\`\n${CODE}`;
const NEW_CPIO = `070701${'0000000a'.repeat(13)}${NAME}\0\0\0${CODE}`;
const OLD_CPIO = `070707${'000001'.repeat(7)}0000000000000001100000000021${NAME}\0${CODE}`;
/** dev, ino, mode 0o100644, uid, gid, nlink, rdev, mtime, namesize, filesize as 16-bit numbers. */
const BINARY_CPIO = [0x71c7, 1, 1, 0o100644, 0, 0, 1, 0, 0, 0, NAME.length + 1, 0, CODE.length];

function binaryCpio(write: 'writeUInt16LE' | 'writeUInt16BE'): Buffer {
  const head = Buffer.alloc(BINARY_CPIO.length * 2);
  for (const [at, value] of BINARY_CPIO.entries()) head[write](value, at * 2);
  return Buffer.concat([head, Buffer.from(`${NAME}\0${CODE}`)]);
}

const noise = Buffer.from(Array.from({ length: 200 }, (_, at) => (at * 89 + 7) % 251));

function begunBy(...start: readonly number[]): Buffer {
  return Buffer.concat([Buffer.from(start), noise]);
}

/** The script in each format that an unpacker opens. */
export const READ_SAMPLES: ReadonlyMap<string, Buffer> = new Map([
  ['zip', buildZip([{ name: NAME, content: CODE }])],
  ['stored zip', buildZip([{ name: NAME, content: CODE, method: 0 }])],
  ['tar', buildTar([{ name: NAME, content: CODE }])],
  ['old tar', buildTar([{ name: NAME, content: CODE, magic: 'v7' }])],
  ['tgz', gzipSync(buildTar([{ name: NAME, content: CODE }]))],
  ['gzip', gzipSync(CODE)],
  ['gzip in gzip', gzipSync(gzipSync(CODE))],
]);

/** The script, or the start of an archive, in each format without a reader. */
export const UNREAD_SAMPLES: ReadonlyMap<string, Buffer> = new Map([
  ['zstd', fromBase64('KLUv/QRYiQAAbW9kdWxlLmV4cG9ydHM9MQrLioGQ')],
  [
    'zstd behind a frame to skip',
    Buffer.concat([begunBy(0x50, 0x2a, 0x4d, 0x18, 4, 0, 0, 0), fromBase64('KLUv/Q==')]),
  ],
  [
    'xz',
    fromBase64(
      '/Td6WFoAAATm1rRGAgAhARYAAAB0L+WjAQAQbW9kdWxlLmV4cG9ydHM9MQoAAAAAKizvgjmCN4UAASkRMgpwDh+2830BAAAAAARZWg==',
    ),
  ],
  ['bzip2', fromBase64('QlpoOTFBWSZTWYrkH8oAAARZgAAQAAEgAgYG3kAgACKZMANQpgAA1S5h9irDgDfi7kinChIRXIP5QA==')],
  ['lz4', begunBy(0x04, 0x22, 0x4d, 0x18)],
  ['lzip', begunBy(...Buffer.from('LZIP\u0001'))],
  ['7z', begunBy(0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c)],
  ['rar', begunBy(...Buffer.from('Rar!\u001a\u0007'))],
  ['cpio', Buffer.from(NEW_CPIO)],
  ['old cpio', Buffer.from(OLD_CPIO)],
  ['binary cpio', binaryCpio('writeUInt16LE')],
  ['binary cpio of a big-endian machine', binaryCpio('writeUInt16BE')],
  ['ar', Buffer.from(AR)],
  ['cabinet', begunBy(...Buffer.from('MSCF\0\0\0\0'))],
]);
