import type { ForcedVersion, PackageManager } from '../package-manager.js';

/** How a package manager writes its lockfile and installs nothing. */
export interface LockOnly {
  /** Its command. */
  readonly id: string;
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** The first major version that knows the arguments. */
  readonly minMajor: number;
}

/** A package manager that reads `package.json`. */
export interface NpmManager extends PackageManager {
  /** The field of package.json that forces versions. */
  readonly field: string;
  /** Whether a name in that field may carry the range that it is for: `name@4`. */
  readonly takesRanges: boolean;
  /** Null for the manager whose resolver is a library, and where nothing writes a lockfile alone. */
  readonly lockOnly: LockOnly | null;
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
  readonly lockOnly?: Omit<LockOnly, 'id'>;
}

function npmManager(facts: ManagerFacts): NpmManager {
  const { id, field, takesRanges, addCommand = `${id} add`, removeCommand = `${id} remove` } = facts;
  const install = `${id} install`;
  return {
    id,
    field,
    takesRanges,
    lockOnly: facts.lockOnly ? { id, ...facts.lockOnly } : null,
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
  npmManager({
    id: 'pnpm',
    field: 'pnpm.overrides',
    takesRanges: true,
    lockOnly: {
      argv: ['install', '--lockfile-only', '--no-frozen-lockfile', '--ignore-scripts', '--ignore-pnpmfile'],
      env: {},
      minMajor: 8,
    },
  }),
  npmManager({
    id: 'yarn',
    field: 'resolutions',
    takesRanges: false,
    lockOnly: {
      argv: ['install', '--mode=update-lockfile'],
      env: {
        YARN_ENABLE_SCRIPTS: '0',
        YARN_ENABLE_IMMUTABLE_INSTALLS: '0',
        YARN_ENABLE_TELEMETRY: '0',
        YARN_IGNORE_PATH: '1',
      },
      minMajor: 3,
    },
  }),
  npmManager({
    id: 'bun',
    field: 'overrides',
    takesRanges: false,
    lockOnly: { argv: ['install', '--lockfile-only', '--ignore-scripts'], env: {}, minMajor: 1 },
  }),
];

/** The package manager of an id; npm for one that is not known. */
export function npmManagerOf(id: string | null): NpmManager {
  return NPM_MANAGERS.find((manager) => manager.id === id) ?? NPM;
}
