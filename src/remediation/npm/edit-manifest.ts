import intersects from 'semver/ranges/intersects.js';
import minVersion from 'semver/ranges/min-version.js';
import satisfies from 'semver/functions/satisfies.js';
import validRange from 'semver/ranges/valid.js';
import { npm, npmManagerOf, overrideKey } from '../../ecosystems/index.js';
import { isPlain, isStepBack } from '../plan/change-command.js';
import { releaseLine } from '../../versions/index.js';
import { declares, FIELDS, valueAt } from './manifest-fields.js';
import { withString } from './manifest-text.js';
import type { Edit, EditedManifest, LeftAlone, ManifestFacts } from './edited-manifest.js';
import {
  allForced,
  forcedAt,
  forcedBelow,
  overridePath,
  withForced,
  type OverridesFile,
} from './overrides-file.js';
import { raiseRange, startsAt } from './raise-range.js';
import type { RaisedDependents } from './raise-dependents.js';
import { isTooFar, tooFarWords, type WantedChange } from './wanted-changes.js';

/** Whether a range already allows only versions that satisfy the change. */
function satisfiesChange(range: string, wanted: WantedChange): boolean {
  const { to } = wanted;
  return to !== null && (isStepBack(wanted) ? range.trim() === to : startsAt(range, to));
}

/** Each change sees the edits of those before it. */
class ManifestEditor {
  readonly edits: Edit[] = [];
  readonly left: LeftAlone[] = [];
  text: string;
  overrides: OverridesFile | null;

  private readonly facts: ManifestFacts;

  constructor(text: string, facts: ManifestFacts) {
    this.text = text;
    this.facts = facts;
    this.overrides = facts.overrides;
  }

  make(wanted: WantedChange): void {
    const why = this.attempt(wanted);
    if (why !== null) this.left.push({ wanted, why });
  }

  private value(path: readonly string[]): unknown {
    return valueAt(this.text, path);
  }

  /** @returns why the change was not made; null when it was made. */
  private attempt(wanted: WantedChange): string | null {
    const { name, alias, to, isDirect } = wanted;
    if (alias !== null) return `it is installed as ${alias}, an alias: raise that by hand`;
    if (!isPlain(wanted)) return 'its name or version does not come from a registry';
    if (to === null) return 'no version is free of it: remove it, and what uses it, by hand';
    const field = FIELDS.find((one) => this.value([one, name]) !== undefined);
    if (field !== undefined && isDirect !== false) {
      return this.isMadeAlready(wanted, [field, name]) ? null : this.raise(wanted, [field, name], to);
    }
    if (isDirect === true) return this.declaredElsewhere(name);
    return this.override(wanted, to);
  }

  private declaredElsewhere(name: string): string {
    const member = [...(this.facts.members ?? [])].find(([, text]) => declares(text, name));
    return member
      ? `${member[0]} declares it: name that one with --manifest`
      : 'this manifest does not declare it: the scanned code is built from another manifest';
  }

  private raise(wanted: WantedChange, path: readonly string[], to: string): string | null {
    const spec = this.value(path);
    const range = typeof spec === 'string' ? spec.trim() : '://';
    const lowest = validRange(range, true) === null ? null : minVersion(range, true);
    if (lowest === null) {
      return /[:/]/.test(range) ? `${range} is not a version range` : `${range} is a tag, not a range`;
    }
    if (satisfiesChange(range, wanted)) return `this manifest already has ${range}: install and build again`;
    if (isTooFar(wanted, this.facts)) return tooFarWords(wanted);
    if (!wanted.from.some((version) => satisfies(version, range, true))) {
      return `this manifest has ${range}, which excludes ${wanted.from.join(', ')}: the scanned code is built from another manifest`;
    }
    const raised = isStepBack(wanted) ? to : raiseRange(range, to);
    return raised === null ? `${range} has to be raised by hand` : this.put(wanted, path, raised);
  }

  /** Whether an earlier edit for another artifact already covers the change. The findings then count for that edit. */
  private isMadeAlready(wanted: WantedChange, path: readonly string[]): boolean {
    const at = this.edits.findIndex((edit) => edit.path.join('\n') === path.join('\n'));
    const edit = this.edits[at];
    if (!edit || !satisfiesChange(edit.after, wanted)) return false;
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
    const { name, hasOtherLines } = wanted;
    const { field, takesRanges } = npmManagerOf(this.facts.manager);
    if (!this.mayBring(wanted)) return 'no dependency in this manifest is known to bring it';
    const line = releaseLine(wanted.from.at(-1) ?? '');
    const isDirectToo = this.rootSpecs(name).length > 0;
    const forced = { name, version: to, isStepBack: isStepBack(wanted), isDirectToo, line, hasOtherLines };
    const key = overrideKey({ takesRanges }, forced);
    if (key === null) return `\`${field}\` would force copies of other majors, too: raise what brings it`;
    const parents = overridePath(this.overrides ?? { isYaml: false }, field);
    // An override for all copies already exists.
    const path = [...parents, this.forcedAt([...parents, name]) === undefined ? key : name];
    return this.aside(wanted, parents) ?? this.force(wanted, path, to);
  }

  /** @returns why an override for all copies would not affect every copy; null when it would. */
  private aside(wanted: WantedChange, parents: readonly string[]): string | null {
    const all = this.overrides ? allForced(this.overrides, parents) : this.value(parents);
    for (const [path, value] of forcedBelow(all, wanted.name))
      if (!this.inForce(wanted, value))
        return `\`${[...parents, ...path].join('.')}\` is there already: change it by hand`;
    return null;
  }

  private force(wanted: WantedChange, path: readonly string[], to: string): string | null {
    if (this.isMadeAlready(wanted, path)) return null;
    const before = this.forcedAt(path);
    if (this.inForce(wanted, before)) {
      return `\`${path.join('.')}\` already has ${String(before)}: install and build again`;
    }
    if (isTooFar(wanted, this.facts)) return tooFarWords(wanted);
    if (before === undefined) return this.putForced(wanted, path, this.forced(wanted, to));
    const raised = typeof before === 'string' && !isStepBack(wanted) ? raiseRange(before, to) : null;
    return raised === null
      ? `\`${path.join('.')}\` is there already: change it by hand`
      : this.putForced(wanted, path, raised);
  }

  private forcedAt(path: readonly string[]): unknown {
    return this.overrides ? forcedAt(this.overrides, path) : this.value(path);
  }

  /** Versions or ranges of a package that the manifest with the overrides itself declares. */
  private rootSpecs(name: string): string[] {
    const text = this.overrides && !this.overrides.isYaml ? this.overrides.text : this.text;
    return FIELDS.map((field) => valueAt(text, [field, name])).filter((spec) => typeof spec === 'string');
  }

  /** Whether an override, or the dependency that `$name` refers to, already satisfies the change. */
  private inForce(wanted: WantedChange, override: unknown): boolean {
    const { name } = wanted;
    const specs = override === `$${name}` ? this.rootSpecs(name) : [override];
    return specs.some((spec) => typeof spec === 'string' && satisfiesChange(spec, wanted));
  }

  /** The override's value. npm rejects an override that differs from a direct dependency of the manifest; `$name` refers to that dependency. */
  private forced(wanted: WantedChange, to: string): string {
    const { name, from } = wanted;
    const line = releaseLine(from.at(-1) ?? '');
    const isDirect = this.rootSpecs(name).some(
      (spec) => validRange(spec, true) !== null && intersects(spec, line || '*', true),
    );
    return isDirect && npmManagerOf(this.facts.manager).field === 'overrides'
      ? `$${name}`
      : isStepBack(wanted)
        ? to
        : `^${to}`;
  }

  private mayBring({ name, broughtBy }: WantedChange): boolean {
    const { lockfile } = this.facts;
    if (broughtBy.length > 0) {
      const texts = [this.text, ...(this.facts.members?.values() ?? [])];
      return broughtBy.some((one) => texts.some((text) => declares(text, one)));
    }
    return (
      lockfile === null || [`/${name}"`, `"${name}"`, `${name}@`].some((words) => lockfile.includes(words))
    );
  }

  private put(wanted: WantedChange, path: readonly string[], after: string): string | null {
    const before = this.value(path);
    const text = withString(this.text, path, after);
    if (text === null)
      return `\`${path.slice(0, -1).join('.')}\` is not an object, or is there twice: change it by hand`;
    this.text = text;
    this.edits.push({ wanted, path, before: typeof before === 'string' ? before : null, after, file: null });
    return null;
  }

  private putForced(wanted: WantedChange, path: readonly string[], after: string): string | null {
    if (!this.overrides) return this.put(wanted, path, after);
    const before = this.forcedAt(path);
    const changed = withForced(this.overrides, path, after);
    const { name: file } = this.overrides;
    if (changed === null) return `${file} is laid out so that \`${path[0]}\` has to be written by hand`;
    this.overrides = changed;
    this.edits.push({ wanted, path, before: typeof before === 'string' ? before : null, after, file });
    return null;
  }
}

/** Merges minor upgrades into major upgrades of the same copies, because one version is enough. */
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
 * Makes all possible changes to a manifest and leaves all other text unchanged.
 * @param text of a package.json that is JSON with an object at its root.
 */
export function editManifest(
  text: string,
  { wanted, allowed }: RaisedDependents,
  facts: ManifestFacts,
): EditedManifest {
  const editor = new ManifestEditor(text, facts);
  const own = wanted.filter(({ ecosystem }) => ecosystem === npm.name);
  const changes = facts.allowMajor ? widest(own) : own;
  // An override may refer to a direct dependency, so direct dependencies are raised first.
  const ordered = [
    ...changes.filter(({ isDirect }) => isDirect === true),
    ...changes.filter(({ isDirect }) => isDirect !== true),
  ];
  for (const change of ordered) editor.make(change);
  const { edits, left } = editor;
  for (const change of allowed) {
    const why = `its dependents already allow ${change.to}: update it in the lockfile, install and build again`;
    left.push({ wanted: change, why });
  }
  return { text: editor.text, overrides: editor.overrides, edits, left };
}
