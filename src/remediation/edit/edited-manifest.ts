import type { OverridesFile } from './overrides-file.js';
import type { WantedChange } from './wanted-changes.js';

/** A change that an edit of the manifest makes. */
export interface Edit {
  readonly wanted: WantedChange;
  /** `dependencies.express: ^4.16.0 → ^4.22.1` in parts; `before` null where nothing was. */
  readonly path: readonly string[];
  readonly before: string | null;
  readonly after: string;
  /** The file, when it is not the manifest. */
  readonly file: string | null;
}

/** A change that is not made, and why. */
export interface LeftAlone {
  readonly wanted: WantedChange;
  readonly why: string;
}

export interface EditedManifest {
  readonly text: string;
  /** With what is forced; null where that is the manifest's. */
  readonly overrides: OverridesFile | null;
  readonly edits: readonly Edit[];
  readonly left: readonly LeftAlone[];
}

/** What is known of a manifest beside its text. */
export interface ManifestFacts {
  /** npm, pnpm, yarn, bun; null: taken for npm. */
  readonly manager: string | null;
  /** Its lockfile's text, null without one. */
  readonly lockfile: string | null;
  /** Where versions are forced, when that is another file: of the workspace's root, or pnpm's settings. */
  readonly overrides: OverridesFile | null;
  /** Steps to another major are made, too. */
  readonly allowMajor: boolean;
}
