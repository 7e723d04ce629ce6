import type { PackageManager } from '../package-manager.js';

/** https://doc.rust-lang.org/cargo/commands/cargo-update.html */
const cargo = {
  id: 'cargo',
  install: 'cargo fetch',
  add: ({ name, version }) => `cargo add '${name}@${version}'`,
  remove: (name) => `cargo remove '${name}'`,
  // Of a name with several release lines, Cargo wants to know which one.
  force: ({ name, version, hasOtherLines }) =>
    hasOtherLines ? null : `cargo update -p '${name}' --precise '${version}'`,
} satisfies PackageManager;

export const RUST_MANAGERS: readonly PackageManager[] = [cargo];
