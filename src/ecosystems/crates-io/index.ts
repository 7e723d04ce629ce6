import { semver } from '../../versions/index.js';
import type { Ecosystem } from '../ecosystem.js';
import { NOT_FOUND_BY_SCANS, plainNames } from '../not-found-by-scans.js';
import { RUST_MANAGERS } from './managers.js';

/** https://doc.rust-lang.org/cargo/reference/manifest.html#the-name-field */
export const cratesIo = {
  ...NOT_FOUND_BY_SCANS,
  id: 'crates-io',
  title: 'crates.io (Rust)',
  name: 'crates.io',
  purlType: 'cargo',
  securityHubName: 'CARGO',
  versions: semver,
  managers: RUST_MANAGERS,
  isFound: true,
  names: plainNames(/^[a-z][\w-]{0,63}$/i),
} satisfies Ecosystem;
