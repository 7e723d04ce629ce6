import {
  normaliseName,
  pypi,
  readMarker,
  type Marker,
  type PythonEnvironment,
  type PythonRequirement,
} from '../../ecosystems/index.js';
import { limitOf } from '../../files/index.js';
import type { UnresolvedDependency } from '../../model/index.js';
import { readSpecifiers } from '../../versions/index.js';
import type { Distribution } from './distribution.js';

/** Requirements of one package, resolved in its artifact. */
export interface ResolvedRequirements {
  /** Indexes of distributions. */
  readonly targets: readonly number[];
  readonly unresolved: readonly UnresolvedDependency[];
}

interface Conditional {
  readonly requirement: PythonRequirement;
  readonly applies: Marker;
  readonly target: number | undefined;
  /** Only for an extra of the package. */
  readonly isExtra: boolean;
}

/** The package that a requirement finds: in the same folder, else in another that is searched. */
function resolverOf(distributions: readonly Distribution[], carriers: ReadonlyMap<number, number>) {
  const bySite = new Map<string, number>();
  const anywhere = new Map<string, number>();
  for (const [index, { name, folder }] of distributions.entries()) {
    const key = normaliseName(pypi.name, name);
    bySite.set(`${folder.site}\n${key}`, index);
    if (!carriers.has(index) && !anywhere.has(key)) anywhere.set(key, index);
  }
  return (name: string, site: string): number | undefined => {
    const key = normaliseName(pypi.name, name);
    return bySite.get(`${site}\n${key}`) ?? anywhere.get(key);
  };
}

const NO_EXTRAS: ReadonlySet<string> = new Set();

/** Extras that are wanted of each package grow until they do not: they may name each other in a circle. */
class ExtrasWalk {
  private readonly conditionals: readonly (readonly Conditional[])[];
  private readonly environment: PythonEnvironment;
  private readonly wanted: readonly Set<string>[];
  private left = limitOf('dependency-edges');

  constructor(conditionals: readonly (readonly Conditional[])[], environment: PythonEnvironment) {
    this.conditionals = conditionals;
    this.environment = environment;
    this.wanted = conditionals.map(() => new Set());
  }

  /** Whether a requirement counts; null where its condition is unknown. */
  state({ applies }: Conditional, index: number): boolean | null {
    return applies(this.environment, this.wanted[index] ?? NO_EXTRAS);
  }

  /** Follows the extras of all requirements that count, from some packages on. */
  follow(starts: Iterable<number>): void {
    const open = [...starts];
    for (let index = open.pop(); index !== undefined && this.left > 0; index = open.pop()) {
      for (const each of this.conditionals[index] ?? []) {
        this.left -= 1;
        const { target, requirement } = each;
        if (target === undefined || this.state(each, index) === false) continue;
        if (this.want(target, requirement.extras)) open.push(target);
      }
    }
  }

  /** Whether any of the extras was not wanted before. */
  want(target: number, extras: readonly string[]): boolean {
    const wanted = this.wanted[target];
    const fresh = extras.filter((extra) => wanted && !wanted.has(extra));
    for (const extra of fresh) wanted?.add(extra);
    return fresh.length > 0;
  }
}

const EXTRA_NAME = /\bextra\s*==\s*['"]([^'"]{1,200})['"]/g;

function extrasNamedIn(marker: string | null): string[] {
  return [...(marker ?? '').matchAll(EXTRA_NAME)].map(([, extra = '']) => normaliseName(pypi.name, extra));
}

/**
 * Extras that somebody asked for on the command line leave no trace but the packages that they brought. A package that
 * nothing else requires, and that nobody requested, came by such an extra.
 */
function wantUnexplained(
  walk: ExtrasWalk,
  conditionals: readonly (readonly Conditional[])[],
  distributions: readonly Distribution[],
): void {
  if (!distributions.some(({ isRequested }) => isRequested)) return;
  const required = new Set(
    conditionals.flatMap((list, index) =>
      list.flatMap((each) =>
        each.target !== undefined && walk.state(each, index) !== false ? [each.target] : [],
      ),
    ),
  );
  for (const [index, list] of conditionals.entries()) {
    for (const { target, isExtra, requirement } of list) {
      if (target === undefined || !isExtra || required.has(target) || distributions[target]?.isRequested)
        continue;
      if (walk.want(index, extrasNamedIn(requirement.marker))) walk.follow([index]);
    }
  }
}

function isOutside({ specifier }: PythonRequirement, version: string | null): boolean {
  if (specifier === '' || version === null) return false;
  return readSpecifiers(specifier)?.(version) === false;
}

function unresolvedOf(
  { requirement, target }: Conditional,
  distributions: readonly Distribution[],
): UnresolvedDependency[] {
  const { name, specifier, url } = requirement;
  const spec = url ?? (specifier === '' ? '*' : specifier);
  if (target === undefined) return [{ name, spec, type: 'prod', reason: 'missing' }];
  const isInvalid = isOutside(requirement, distributions[target]?.version ?? null);
  return isInvalid ? [{ name, spec, type: 'prod', reason: 'invalid' }] : [];
}

/** Resolves the requirements of all packages for the place where they run. */
export function resolveRequirements(
  distributions: readonly Distribution[],
  carriers: ReadonlyMap<number, number>,
  environment: PythonEnvironment,
): readonly ResolvedRequirements[] {
  const resolve = resolverOf(distributions, carriers);
  const conditionals = distributions.map(({ requirements, folder }) =>
    requirements.map((requirement): Conditional => {
      const target = resolve(requirement.name, folder.site);
      const isExtra = extrasNamedIn(requirement.marker).length > 0;
      return { requirement, applies: readMarker(requirement.marker), target, isExtra };
    }),
  );
  const walk = new ExtrasWalk(conditionals, environment);
  walk.follow(distributions.keys());
  wantUnexplained(walk, conditionals, distributions);
  return conditionals.map((list, index): ResolvedRequirements => {
    const targets = list.flatMap((each) =>
      each.target !== undefined && each.target !== index && walk.state(each, index) !== false
        ? [each.target]
        : [],
    );
    // If the condition of a requirement is unknown, the package may not need it.
    const certain = list.filter((each) => each.target !== index && walk.state(each, index) === true);
    const unresolved = certain.flatMap((each) => unresolvedOf(each, distributions));
    return { targets: [...new Set(targets)], unresolved };
  });
}
