import type { ForcedVersion, PackageManager } from '../package-manager.js';

/** A package manager that reads `package.json`. */
export interface NpmManager extends PackageManager {
  /** The field of package.json that forces versions. */
  readonly field: string;
  /** Whether a name in that field may carry the range that it is for: `name@4`. */
  readonly takesRanges: boolean;
}

/**
 * The key of an override. It covers every requirement below the version, or one release line where other copies must
 * not change. That is so for copies of other lines, for a direct dependency of the application, and for a downgrade.
 * @returns null where the override would also affect copies that it must not change.
 */
export function overrideKey(
  { takesRanges }: Pick<NpmManager, 'takesRanges'>,
  { name, version, isStepBack, isDirectToo, line, hasOtherLines }: ForcedVersion,
): string | null {
  if (takesRanges && line !== '') {
    return hasOtherLines || isDirectToo || isStepBack ? `${name}@${line}` : `${name}@<${version}`;
  }
  return hasOtherLines ? null : name;
}

interface ManagerFacts extends Pick<NpmManager, 'id' | 'field' | 'takesRanges'> {
  /** The words of its commands, where they are not its id with `add` and `remove`. */
  readonly addCommand?: string;
  readonly removeCommand?: string;
}

function npmManager(facts: ManagerFacts): NpmManager {
  const { id, field, takesRanges, addCommand = `${id} add`, removeCommand = `${id} remove` } = facts;
  const install = `${id} install`;
  return {
    id,
    field,
    takesRanges,
    install,
    add: ({ name, alias, version }) =>
      `${addCommand} ${alias === null ? '' : `${alias}@npm:`}${name}@${version}`,
    remove: (name) => `${removeCommand} ${name}`,
    force(wanted) {
      const key = overrideKey(facts, wanted);
      if (key === null) return null;
      const { name, version, isStepBack, isDirectToo } = wanted;
      // npm refuses another version than the application's own requirement: `$name` follows that.
      const value = isDirectToo && field === 'overrides' ? `$${name}` : `${isStepBack ? '' : '^'}${version}`;
      // Only npm's own command edits fields of any manifest.
      return `npm pkg set '${field}[${key}]=${value}' && ${install}`;
    },
  };
}

const NPM = npmManager({
  id: 'npm',
  addCommand: 'npm install',
  removeCommand: 'npm uninstall',
  field: 'overrides',
  takesRanges: true,
});

export const NPM_MANAGERS: readonly NpmManager[] = [
  NPM,
  npmManager({ id: 'pnpm', field: 'pnpm.overrides', takesRanges: true }),
  npmManager({ id: 'yarn', field: 'resolutions', takesRanges: false }),
  npmManager({ id: 'bun', field: 'overrides', takesRanges: false }),
];

/** The package manager of an id; npm for one that is not known. */
export function npmManagerOf(id: string | null): NpmManager {
  return NPM_MANAGERS.find((manager) => manager.id === id) ?? NPM;
}
