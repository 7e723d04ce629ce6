import compareBuild from 'semver/functions/compare-build.js';
import { npm } from '../ecosystems/index.js';
import type { Package } from '../model/index.js';

/** A release with the licences that its manifest states. */
export interface LicensedRelease {
  readonly version: string;
  readonly licenses: readonly string[];
}

/** Releases one after the other that state the same licences. */
interface Run {
  readonly first: string;
  readonly last: string;
  readonly licenses: readonly string[];
}

const BETWEEN_FIELDS = '\t';
/** Between the licences of a release, and between the parts of a run. No manifest's words have it: `cleaned` takes it out. */
const BETWEEN_PARTS = '|';

function cleaned(word: string): string {
  // eslint-disable-next-line no-control-regex
  return word.replaceAll(/[\u0000-\u001f|]/g, ' ');
}

function runsOf(releases: readonly LicensedRelease[]): Run[] {
  const runs: Run[] = [];
  for (const { version, licenses: words } of releases) {
    const licenses = words.map(cleaned);
    const before = runs.at(-1);
    if (before?.licenses.join(BETWEEN_PARTS) === licenses.join(BETWEEN_PARTS))
      runs[runs.length - 1] = { ...before, last: version };
    else runs.push({ first: version, last: version, licenses });
  }
  return runs.filter(({ licenses }) => licenses.length > 0);
}

function fieldOf({ first, last, licenses }: Run): string {
  return [first, last, ...licenses].join(BETWEEN_PARTS);
}

function runIn(field: string): Run {
  const [first = '', last = '', ...licenses] = field.split(BETWEEN_PARTS);
  return { first, last, licenses };
}

/** The lines of a text by package name. */
export function linesOfLicenses(text: string): Map<string, string> {
  const lines = text.split('\n').filter((line) => line !== '');
  return new Map(lines.map((line) => [line.slice(0, line.indexOf(BETWEEN_FIELDS)), line]));
}

/**
 * A text with the licences of packages, a line each.
 * @param stated releases in ascending order, by package name.
 * @param earlier lines that stay for other packages.
 */
export function composeLicenses(
  stated: ReadonlyMap<string, readonly LicensedRelease[]>,
  earlier: ReadonlyMap<string, string> = new Map(),
): string {
  const lines = new Map(earlier);
  for (const [name, releases] of stated)
    lines.set(name, [name, ...runsOf(releases).map(fieldOf)].join(BETWEEN_FIELDS));
  return [...lines.keys()]
    .sort()
    .map((name) => `${lines.get(name)}\n`)
    .join('');
}

/** The licences that published releases state. */
export class PublishedLicenses {
  private readonly lines: ReadonlyMap<string, string>;
  private readonly known = new Map<string, readonly Run[]>();

  /** @param text of `composeLicenses` */
  constructor(text: string) {
    this.lines = linesOfLicenses(text);
  }

  /**
   * The licences that all of these releases state; none if they differ, if one states none, or if one is not known. A release between two
   * that state the same is taken to state it, too.
   */
  of(name: string, versions: readonly string[]): readonly string[] {
    const found = versions.map((version) => this.at(name, version));
    const [first = []] = found;
    const words = first.join(BETWEEN_PARTS);
    return found.every((each) => each.join(BETWEEN_PARTS) === words) ? first : [];
  }

  private at(name: string, version: string): readonly string[] {
    const run = this.runsOf(name).find(
      ({ first, last }) => compareBuild(first, version) <= 0 && compareBuild(version, last) <= 0,
    );
    return run?.licenses ?? [];
  }

  private runsOf(name: string): readonly Run[] {
    const known = this.known.get(name);
    if (known) return known;
    const [, ...fields] = this.lines.get(name)?.split(BETWEEN_FIELDS) ?? [];
    const runs = fields.map(runIn);
    this.known.set(name, runs);
    return runs;
  }
}

/** Reads the text of `composeLicenses`; null if there is none. */
export type LicenseSource = () => string | null;

/** A bundler leaves out manifests, so a bundled package has the licences that its releases state. */
function isWithoutManifest({ ecosystem, presence, licenses }: Package): boolean {
  return (
    ecosystem === npm.name && (presence === 'bundled' || presence === 'vendored') && licenses.length === 0
  );
}

/** Adds the licences of bundled packages, as far as all releases that a package may be state the same. */
export function withPublishedLicenses(packages: readonly Package[], read: LicenseSource): readonly Package[] {
  if (!packages.some(isWithoutManifest)) return packages;
  const text = read();
  if (text === null) return packages;
  const published = new PublishedLicenses(text);
  return packages.map((each) => {
    if (!isWithoutManifest(each)) return each;
    const versions = each.version === null ? each.candidates : [each.version];
    return { ...each, licenses: published.of(each.name, versions) };
  });
}
