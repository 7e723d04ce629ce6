import { openExecutable } from '../../executables/index.js';
import { readAuditData } from './audit-data.js';
import type { RustProgram } from './crate-rows.js';
import { cratesInPaths, isOfRust } from './panic-paths.js';

/** Reads which crates a program was made from; null for a program that does not show that it is one of Rust's. */
export function readRustProgram(path: string, bytes: Uint8Array): RustProgram | null {
  const file = openExecutable(bytes);
  const audit = file && readAuditData(file);
  if (audit) return { path, audit };
  if (!file || !isOfRust(bytes)) return null;
  const named = cratesInPaths(bytes);
  return named.length === 0 ? null : { path, named };
}
