import intersects from 'semver/ranges/intersects.js';
import minVersion from 'semver/ranges/min-version.js';
import satisfies from 'semver/functions/satisfies.js';
import validRange from 'semver/ranges/valid.js';
import { isPlain, isStepBack, managerOf, overrideKey } from '../remediation/index.js';
import { orderingOf, releaseLine } from '../versions/index.js';
import { FIELDS, valueAt } from './manifest-fields.js';
import { withString } from './manifest-text.js';
import { raiseRange } from './raise-range.js';
import type { RaisedBearers } from './raise-bearers.js';
import type { WantedChange } from './wanted-changes.js';

/** A change that an edit of the manifest makes. */
export interface Edit {
  readonly wanted: WantedChange;
  /** `dependencies.express: ^4.16.0 → ^4.22.1` in parts; `before` null where nothing was. */
  readonly path: readonly string[];
  readonly before: string | null;
  readonly after: string;
}

/** A change that is not made, and why. */
export interface LeftAlone {
  readonly wanted: WantedChange;
  readonly why: string;
}

export interface EditedManifest {
  readonly text: string;
  readonly edits: readonly Edit[];
  readonly left: readonly LeftAlone[];
}

/** What is known of a manifest beside its text. */
export interface ManifestFacts {
  /** npm, pnpm, yarn, bun; null: taken for npm. */
  readonly manager: string | null;
  /** Its lockfile's text, null without one. */
  readonly lockfile: string | null;
  /** It is a member of a workspace: versions are forced in the root's manifest only. */
  readonly isMember: boolean;
  /** Steps to another major are made, too. */
  readonly allowMajor: boolean;
}

/** Nothing that the range allows is below the version. */
function startsAt(range: string, version: string): boolean {
  const lowest = validRange(range, true) === null ? null : minVersion(range, true);
  return lowest !== null && (orderingOf('npm')?.compare(lowest.version, version) ?? -1) >= 0;
}

/** A range allows nothing but what a change asks for. */
function isAskedFor(range: string, wanted: WantedChange): boolean {
  const { to } = wanted;
  return to !== null && (isStepBack(wanted) ? range.trim() === to : startsAt(range, to));
}

/** The edit of a manifest at work: each made change is seen by the next. */
class ManifestEditor {
  readonly edits: Edit[] = [];
  readonly left: LeftAlone[] = [];
  text: string;

  private readonly facts: ManifestFacts;

  constructor(text: string, facts: ManifestFacts) {
    this.text = text;
    this.facts = facts;
  }

  make(wanted: WantedChange): void {
    const why = this.attempt(wanted);
    if (why !== null) this.left.push({ wanted, why });
  }

  private value(path: readonly string[]): unknown {
    return valueAt(this.text, path);
  }

  /** @returns why the change was not made; null when it was. */
  private attempt(wanted: WantedChange): string | null {
    const { name, alias, to, isDirect } = wanted;
    if (alias !== null) return `it is installed as ${alias}, an alias: raise that by hand`;
    if (!isPlain(wanted)) return 'its name or version is none of a registry';
    if (to === null) return 'no version is free of it: remove it, and what uses it, by hand';
    const field = FIELDS.find((one) => this.value([one, name]) !== undefined);
    if (field !== undefined && isDirect !== false) {
      return this.isMadeAlready(wanted, [field, name]) ? null : this.raise(wanted, [field, name], to);
    }
    if (isDirect === true) return 'this manifest does not ask for it: what was scanned is built from another';
    return this.override(wanted, to);
  }

  private raise(wanted: WantedChange, path: readonly string[], to: string): string | null {
    const spec = this.value(path);
    const range = typeof spec === 'string' ? spec.trim() : '://';
    const lowest = validRange(range, true) === null ? null : minVersion(range, true);
    if (lowest === null) {
      return /[:/]/.test(range) ? `${range} is no range of versions` : `${range} is a tag, not a range`;
    }
    if (isAskedFor(range, wanted)) return `this manifest asks for ${range} already: install and build again`;
    if (this.isTooFar(wanted)) return `${to} is another major: --major makes such steps, too`;
    if (!wanted.from.some((version) => satisfies(version, range, true))) {
      return `this manifest asks for ${range}, which ${wanted.from.join(', ')} is not: what was scanned is built from another`;
    }
    const raised = isStepBack(wanted) ? to : raiseRange(range, to);
    return raised === null ? `${range} has to be raised by hand` : this.put(wanted, path, raised);
  }

  private isTooFar({ major }: WantedChange): boolean {
    return major && !this.facts.allowMajor;
  }

  /** Another artifact wanted the same of the same range: what it clears is counted there. */
  private isMadeAlready(wanted: WantedChange, path: readonly string[]): boolean {
    const at = this.edits.findIndex((edit) => edit.path.join('\n') === path.join('\n'));
    const edit = this.edits[at];
    if (!edit || edit.wanted.to !== wanted.to) return false;
    if (!wanted.from.some((version) => satisfies(version, edit.before ?? '', true))) return false;
    this.edits[at] = {
      ...edit,
      wanted: {
        ...edit.wanted,
        clears: edit.wanted.clears + wanted.clears,
        artifacts: [...new Set([...edit.wanted.artifacts, ...wanted.artifacts])],
      },
    };
    return true;
  }

  private override(wanted: WantedChange, to: string): string | null {
    const { manager, isMember } = this.facts;
    const { name, hasOtherLines } = wanted;
    const { field } = managerOf(manager);
    if (isMember)
      return `it is brought by another package: that version belongs into \`${field}\` of the workspace's root`;
    if (!this.mayBring(wanted)) return 'nothing in this manifest is known to bring it';
    const line = releaseLine(wanted.from.at(-1) ?? '');
    const isDirectToo = FIELDS.some((one) => this.value([one, name]) !== undefined);
    const key = overrideKey(wanted, { manager, line, hasOtherLines, isDirectToo });
    if (key === null) return `\`${field}\` would force copies of other majors, too: raise what brings it`;
    const parents = field.split('.');
    // One for all copies is in force already.
    const path = [...parents, this.value([...parents, name]) === undefined ? key : name];
    return this.force(wanted, path, to);
  }

  private force(wanted: WantedChange, path: readonly string[], to: string): string | null {
    const before = this.value(path);
    if (this.inForce(wanted, before)) {
      return `\`${path.join('.')}\` asks for ${String(before)} already: install and build again`;
    }
    if (this.isTooFar(wanted)) return `${to} is another major: --major makes such steps, too`;
    if (before === undefined) return this.put(wanted, path, this.forced(wanted, to));
    const raised = typeof before === 'string' && !isStepBack(wanted) ? raiseRange(before, to) : null;
    return raised === null
      ? `\`${path.join('.')}\` is there already: change it by hand`
      : this.put(wanted, path, raised);
  }

  /** An override, or the dependency that `$name` follows, is the wanted version or above. */
  private inForce(wanted: WantedChange, override: unknown): boolean {
    const { name } = wanted;
    const specs = override === `$${name}` ? FIELDS.map((field) => this.value([field, name])) : [override];
    return specs.some((spec) => typeof spec === 'string' && isAskedFor(spec, wanted));
  }

  /** npm refuses another version for what the manifest asks for itself: `$name` follows that. */
  private forced(wanted: WantedChange, to: string): string {
    const { name, from } = wanted;
    const line = releaseLine(from.at(-1) ?? '');
    const specs = FIELDS.map((field) => this.value([field, name])).filter((spec) => typeof spec === 'string');
    const isAsked = specs.some(
      (spec) => validRange(spec, true) !== null && intersects(spec, line || '*', true),
    );
    return isAsked && managerOf(this.facts.manager).field === 'overrides'
      ? `$${name}`
      : isStepBack(wanted)
        ? to
        : `^${to}`;
  }

  private mayBring({ name, broughtBy }: WantedChange): boolean {
    const { lockfile } = this.facts;
    if (broughtBy.length > 0) {
      return broughtBy.some((one) => FIELDS.some((field) => this.value([field, one]) !== undefined));
    }
    return (
      lockfile === null || [`/${name}"`, `"${name}"`, `${name}@`].some((words) => lockfile.includes(words))
    );
  }

  private put(wanted: WantedChange, path: readonly string[], after: string): string | null {
    const before = this.value(path);
    const text = withString(this.text, path, after);
    if (text === null) return `\`${path.slice(0, -1).join('.')}\` is no object`;
    this.text = text;
    this.edits.push({ wanted, path, before: typeof before === 'string' ? before : null, after });
    return null;
  }
}

/** Steps to another major, with the nearer ones of the same copies in them: one version is enough. */
function widest(changes: readonly WantedChange[]): WantedChange[] {
  const copies = ({ name, alias, isDirect, from }: WantedChange): string =>
    JSON.stringify([name, alias, isDirect, releaseLine(from.at(-1) ?? '')]);
  const far = new Map(changes.filter(({ major }) => major).map((change) => [copies(change), change]));
  const near = changes.filter((change) => !change.major);
  for (const change of near) {
    const wider = far.get(copies(change));
    if (wider) far.set(copies(change), { ...wider, clears: wider.clears + change.clears });
  }
  return [...near.filter((change) => !far.has(copies(change))), ...far.values()];
}

/**
 * A manifest with the changes that can be made to it, everything else as it was.
 * @param text of a package.json that is JSON with an object at its root.
 */
export function editManifest(
  text: string,
  { wanted, allowed }: RaisedBearers,
  facts: ManifestFacts,
): EditedManifest {
  const editor = new ManifestEditor(text, facts);
  const npm = wanted.filter(({ ecosystem }) => ecosystem === 'npm');
  const changes = facts.allowMajor ? widest(npm) : npm;
  // What an override follows is raised first.
  const ordered = [
    ...changes.filter(({ isDirect }) => isDirect === true),
    ...changes.filter(({ isDirect }) => isDirect !== true),
  ];
  for (const change of ordered) editor.make(change);
  const { edits, left } = editor;
  for (const change of allowed) {
    const why = `what asks for it allows ${change.to} already: update it in the lockfile, install and build again`;
    left.push({ wanted: change, why });
  }
  return { text: editor.text, edits, left };
}
