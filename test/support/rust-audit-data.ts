import { deflateSync } from 'node:zlib';
import { buildElf } from './elf-parts.js';

export interface MadeCrate {
  readonly name: unknown;
  readonly version: unknown;
  readonly source?: unknown;
  readonly kind?: unknown;
  readonly dependencies?: unknown;
  readonly root?: unknown;
}

/** A program with a section of `cargo auditable`. */
export function auditedProgram(packed: Uint8Array): Buffer {
  return buildElf([
    { name: '.text', bytes: Buffer.alloc(64), address: 0x1000 },
    { name: '.dep-v0', bytes: packed, address: 0x2000 },
  ]);
}

export function auditList(crates: unknown): Buffer {
  return deflateSync(Buffer.from(JSON.stringify({ packages: crates })));
}

export function auditedBy(crates: readonly MadeCrate[]): Buffer {
  return auditedProgram(auditList(crates));
}

/** A program in Rust without a list. @param crates `name-version` */
export function plainRustProgram(
  crates: readonly string[],
  host = 'index.crates.io-6f17d22bba15001f',
): Buffer {
  const paths = crates.map((crate) => `/root/.cargo/registry/src/${host}/${crate}/src/lib.rs`);
  const text = ['/rustc/0123456789abcdef0123456789abcdef01234567/library/core/src/str.rs', ...paths].join(
    '\u0000',
  );
  return buildElf([{ name: '.rodata', bytes: Buffer.from(text), address: 0x1000 }]);
}
