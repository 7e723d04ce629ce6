import type { OverridesFile } from './overrides-file.js';
import type { WantedChange } from './wanted-changes.js';

/** An edit of the manifest, and the change that it makes. */
export interface Edit {
  readonly wanted: WantedChange;
  /** Keys of the edited value: `dependencies.express` in `dependencies.express: ^4.16.0 → ^4.22.1`. `before` is null for a new key. */
  readonly path: readonly string[];
  readonly before: string | null;
  readonly after: string;
  /** Name of the edited file; null for the manifest itself. */
  readonly file: string | null;
}

/** A change that is not made, and the reason. */
export interface LeftAlone {
  readonly wanted: WantedChange;
  readonly why: string;
}

export interface EditedManifest {
  readonly text: string;
  /** The file with overrides after the edit; null when the manifest contains them. */
  readonly overrides: OverridesFile | null;
  readonly edits: readonly Edit[];
  readonly left: readonly LeftAlone[];
}

/** Facts about a manifest that its text lacks. */
export interface ManifestFacts {
  /** npm, pnpm, yarn or bun; null is treated as npm. */
  readonly manager: string | null;
  /** Text of the lockfile; null without one. */
  readonly lockfile: string | null;
  /** The file that contains overrides, if it is not the manifest: the manifest of the workspace's root, or pnpm's settings. */
  readonly overrides: OverridesFile | null;
  /** Path → text of the manifests that the manifest's overrides count for, too: the members of a workspace at its root. */
  readonly members?: ReadonlyMap<string, string>;
  /** Whether upgrades to another major version are made. */
  readonly allowMajor: boolean;
}
