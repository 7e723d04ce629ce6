import { rubygems } from '../../ecosystems/index.js';
import { beyondLimit, limitOf } from '../../files/index.js';
import { groupBy, type ApplicationRoot, type Package, type Problem } from '../../model/index.js';
import { readGemRequirement } from '../../versions/index.js';
import { packageRow } from '../package-row.js';
import type { Gem } from './read-gems.js';

export function rootIdOf(home: string): string {
  return `rubygems:${home}`;
}

export function rootsOf(homes: Iterable<string>): ApplicationRoot[] {
  return [...new Set(homes)].map((path) => ({ id: rootIdOf(path), path, name: null, manager: 'bundler' }));
}

/** Newest first; gems of unknown versions come last. */
function byVersion(a: Gem, b: Gem): number {
  if (a.version === null || b.version === null)
    return Number(a.version === null) - Number(b.version === null);
  return rubygems.versions.compare(b.version, a.version) ?? 0;
}

/** Finds the gem that another one loads: the newest that its requirement allows, in its own folder before others. */
class GemFinder {
  private readonly byName: ReadonlyMap<string, readonly Gem[]>;
  private left = limitOf('dependency-edges');
  isCut = false;

  constructor(gems: readonly Gem[]) {
    this.byName = groupBy([...gems].sort(byVersion), ({ name }) => [name]);
  }

  find(name: string, requirement: string, home: string): Gem | null {
    const candidates = this.byName.get(name) ?? [];
    this.left -= candidates.length;
    this.isCut ||= this.left < 0;
    if (this.left < 0) return null;
    const allows = requirement === '' ? () => true : (readGemRequirement(requirement) ?? (() => true));
    const fitting = candidates.filter(({ version }) => version === null || allows(version) !== false);
    return fitting.find((each) => each.home === home) ?? fitting[0] ?? null;
  }
}

export interface GemRows {
  readonly packages: readonly Package[];
  readonly problems: readonly Problem[];
}

/** Rows of the gems that are there. @param direct names that lockfiles say the application requires itself. */
export function gemRows(gems: readonly Gem[], direct: ReadonlySet<string> | null): GemRows {
  const finder = new GemFinder(gems);
  const packages = gems.map((gem) => {
    const { id, name, version, presence, confidence, licenses, home, places, evidence } = gem;
    const needed = gem.dependencies.flatMap(
      (each) => finder.find(each.name, each.requirement, home)?.id ?? [],
    );
    return packageRow(rubygems, {
      id,
      name,
      version: version !== null && rubygems.versions.isValid(version) ? version : null,
      presence,
      root: rootIdOf(home),
      direct: direct && direct.has(name),
      places,
      dependencies: [...new Set(needed)].filter((target) => target !== id),
      licenses,
      evidence,
      confidence,
    });
  });
  const message = `The gems have more than ${limitOf('dependency-edges')} dependencies: the others are not followed.`;
  return { packages, problems: finder.isCut ? [beyondLimit('dependency-edges', '', message)] : [] };
}
