import maxSatisfying from 'semver/ranges/max-satisfying.js';
import satisfies from 'semver/functions/satisfies.js';
import validRange from 'semver/ranges/valid.js';
import { npm } from '../../ecosystems/index.js';
import { releaseLine } from '../../versions/index.js';
import type { WantedChange } from './wanted-changes.js';

/** A version of a package, as its registry lists it. */
export interface PublishedVersion {
  readonly version: string;
  /** Name → range. */
  readonly dependencies: ReadonlyMap<string, string>;
}

/** All published versions of a package; null when they are unknown. */
export type PublishedVersions = (name: string) => Promise<readonly PublishedVersion[] | null>;

/** A package and the version from which it is fixed. */
export interface SoughtFix {
  readonly wanted: Pick<WantedChange, 'name' | 'from' | 'directDependents' | 'through'>;
  readonly to: string;
  readonly published: PublishedVersions;
}

type Place = readonly [name: string, version: string];

/** Maximum number of package versions that one resolution follows. */
export const MAX_FOLLOWED = 40;

/** Predicts which versions of one package get installed with a version of a dependent. */
export class DependencyResolver {
  private readonly sought: SoughtFix;
  /** Installed versions of the package and of those between it and the direct dependencies. */
  private readonly installed: ReadonlyMap<string, readonly string[]>;
  private readonly newest = new Map<string, string | null>();
  private unrelated: ReadonlySet<string> | null = null;

  constructor(sought: SoughtFix) {
    const { wanted } = sought;
    this.sought = sought;
    this.installed = new Map([...wanted.through, [wanted.name, wanted.from]]);
  }

  /**
   * Resolves the dependencies of a package version, as an installer would.
   * @param keeps whether installed versions are kept where ranges allow them, as with a lockfile; otherwise the newest
   * allowed version is used.
   * @returns the resulting versions of the sought package; null when one of them is not fixed or unknown.
   */
  async versionsBroughtBy(place: Place, keeps: boolean): Promise<ReadonlySet<string> | null> {
    const brought = new Set<string>();
    const followed = new Map([[place.join('@'), place]]);
    for (const at of followed.values()) {
      const resolved = followed.size > MAX_FOLLOWED ? null : await this.resolvedDependencies(at, keeps);
      if (resolved === null) return null;
      for (const [name, version] of resolved) {
        if (name !== this.sought.wanted.name) followed.set(`${name}@${version}`, [name, version]);
        else if (this.isFixed(version)) brought.add(version);
        else return null;
      }
    }
    return brought;
  }

  /** Whether a version has the fix. Versions of other release lines do not count, because they may have the flaw. */
  private isFixed(version: string): boolean {
    const { to } = this.sought;
    return releaseLine(version) === releaseLine(to) && (npm.versions.compare(version, to) ?? -1) >= 0;
  }

  private async dependenciesOf([name, version]: Place): Promise<ReadonlyMap<string, string> | null> {
    const versions = await this.sought.published(name);
    return versions?.find((one) => one.version === version)?.dependencies ?? null;
  }

  /** Versions that satisfy the dependencies of a package version, without packages known not to depend on the sought one. Null when unknown. */
  private async resolvedDependencies(place: Place, keeps: boolean): Promise<readonly Place[] | null> {
    const dependencies = await this.dependenciesOf(place);
    if (dependencies === null) return null;
    this.unrelated ??= await this.unrelatedNames();
    const places: Place[] = [];
    for (const [name, range] of dependencies) {
      if (this.unrelated.has(name)) continue;
      const versions = await this.versionsFor(name, range, keeps);
      if (versions.length === 0) return null;
      places.push(...versions.map((version) => [name, version] as const));
    }
    return places;
  }

  /** Names on which installed versions depend and that do not lead to the sought package. */
  private async unrelatedNames(): Promise<ReadonlySet<string>> {
    const { through, directDependents } = this.sought.wanted;
    const names = new Set<string>();
    const places = [...through].flatMap(([name, versions]) =>
      versions.map((version) => [name, version] as const),
    );
    for (const place of [...directDependents, ...places])
      for (const name of (await this.dependenciesOf(place))?.keys() ?? []) names.add(name);
    for (const name of this.installed.keys()) names.delete(name);
    return names;
  }

  private async versionsFor(name: string, range: string, keeps: boolean): Promise<readonly string[]> {
    if (validRange(range) === null) return [];
    const installed = keeps ? (this.installed.get(name) ?? []) : [];
    const kept = installed.filter((version) => satisfies(version, range));
    if (kept.length > 0) return kept;
    const key = `${name} ${range}`;
    const known = this.newest.get(key);
    if (known !== undefined) return known === null ? [] : [known];
    const versions = (await this.sought.published(name))?.map(({ version }) => version) ?? [];
    const newest = maxSatisfying(versions, range);
    this.newest.set(key, newest);
    return newest === null ? [] : [newest];
  }
}
