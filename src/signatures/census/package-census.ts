import { limitOf } from '../../files/index.js';
import type { SumPattern } from '../sum-schema.js';
import type { ScannedFile } from '../match/scanned-file.js';
import { addedFacts, type Added } from './added-facts.js';
import type { CodeLanguage } from '../text/code-parts.js';
import { heldFacts, type FactPlace, type Looking, type Patterns } from './held-facts.js';
import { stretchesOf, stretchStep, type Stretch } from './stretch.js';

/** A place in a script of the package. */
export interface ScriptPlace extends FactPlace {
  readonly file: ScannedFile;
}

/** Code whose facts count together. */
export type Unit = Map<string, ScriptPlace>;

/** Names of hosts: what a README and a manifest say. */
const HOST = /(?:[\w-]{1,60}\.){1,8}[a-zA-Z][\w-]{1,30}/g;

function languageOf({ path }: ScannedFile): CodeLanguage {
  return /\.(?:py|pyw|pth)$/.test(path) ? 'python' : 'javascript';
}

/** Adds facts of a stretch to those of other code; the first place of each stays. */
function addTo(unit: Unit, stretch: Stretch, { facts, looking }: Counting): void {
  const { file, from, script } = stretch;
  for (const [id, place] of heldFacts({ script, language: languageOf(file) }, facts, looking))
    if (!unit.has(id)) unit.set(id, { ...place, offset: place.offset + from, file });
}

interface Counting {
  readonly facts: SumPattern['facts'];
  readonly looking: Looking;
}

/**
 * The unit with the most points; null without one. Points are logarithms of odds: of many units each one is as much less likely to
 * be the one that is malicious, and one of them has many facts by chance.
 */
function worstOf(
  units: readonly Unit[],
  pattern: SumPattern,
  chances = units.length,
): Added<ScriptPlace> | null {
  const [worst] = units.map((unit) => addedFacts(pattern, unit)).toSorted((a, b) => b.points - a.points);
  return worst ? { ...worst, points: worst.points - Math.log(chances) } : null;
}

/** What one of the stretches of a bundle holds: the one with the most points. Nothing beside a bundle says which addresses it names. */
export function worstStretch(
  stretches: readonly Stretch[],
  pattern: SumPattern,
  patterns: Patterns,
): Added<ScriptPlace> | null {
  const counting = { facts: pattern.facts, looking: { pattern: patterns, isNamed: () => true } };
  const units = stretches.map((stretch) => {
    const unit: Unit = new Map();
    addTo(unit, stretch, counting);
    return unit;
  });
  const size = stretches.reduce((sum, { script }) => sum + script.length, 0);
  return worstOf(units, pattern, Math.max(1, size / stretchStep()));
}

/** What the code of one package holds. */
export class PackageCensus {
  private readonly scripts: ScannedFile[] = [];
  private readonly named = new Set<string>();
  private installs: ScriptPlace | null = null;

  /** Adds a script. One as large as a bundle of many libraries is none that tells: it has every fact somewhere. */
  addScript(file: ScannedFile): void {
    if (file.bytes.length <= limitOf('behaviour-together')) this.scripts.push(file);
  }

  /** Adds a file in which the package says what it is. */
  addDescription(file: ScannedFile): void {
    const text = file.text().slice(0, limitOf('behaviour-file'));
    for (const [host] of text.matchAll(HOST)) this.named.add(host.toLowerCase());
    const script = /"(?:pre|post)?install"\s{0,9}:\s{0,9}"/.exec(text);
    if (/(?:^|\/)package\.json$/.test(file.path) && script)
      this.installs = { file, offset: script.index, seen: script[0] };
  }

  /** Parts of scripts whose facts count together: all of a small package, else each stretch of a script. */
  units({ facts }: SumPattern, pattern: Patterns): readonly Unit[] {
    const looking = { pattern, isNamed: (host: string) => this.named.has(host.toLowerCase()) };
    const size = this.scripts.reduce((sum, { bytes }) => sum + bytes.length, 0);
    const isSmall = size <= 2 * limitOf('census-unit');
    const together: Unit | null = isSmall ? new Map() : null;
    const units = this.scripts
      .flatMap((file) => {
        const { length } = file.text();
        return stretchesOf(file, [0, length], isSmall ? Math.max(1, length) : stretchStep());
      })
      .map((stretch) => {
        const unit: Unit = together ?? new Map();
        addTo(unit, stretch, { facts, looking });
        return unit;
      });
    const { installs } = this;
    for (const { id } of installs ? facts.filter((fact) => fact.installs) : [])
      for (const unit of units) unit.set(id, installs!);
    return together ? [together] : units;
  }

  /** The part with the most points; null without scripts. */
  worst(pattern: SumPattern, patterns: Patterns): Added<ScriptPlace> | null {
    return worstOf(this.units(pattern, patterns), pattern);
  }
}
