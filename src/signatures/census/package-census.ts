import { limitOf } from '../../files/index.js';
import type { SumPattern } from '../sum-schema.js';
import type { ScannedFile } from '../match/scanned-file.js';
import { addedFacts, type Added } from './added-facts.js';
import type { CodeLanguage } from '../text/code-parts.js';
import { heldFacts, type FactPlace, type Patterns } from './held-facts.js';

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

/** A stretch of a script. */
interface Stretch {
  readonly file: ScannedFile;
  readonly from: number;
  readonly script: string;
}

/**
 * The stretches of a script whose facts count together; each reaches a little into the next one. Of a large package they are small:
 * in dense code of many libraries all facts stand somewhere.
 */
function stretchesOf(file: ScannedFile, isSmall: boolean): readonly Stretch[] {
  const text = file.text();
  const most = limitOf('census-unit');
  const step = isSmall ? Math.max(1, text.length) : Math.ceil(most / 4);
  const starts = Array.from({ length: Math.ceil(text.length / step) }, (_, index) => index * step);
  return starts.map((from) => ({ file, from, script: text.slice(from, from + step + most / 12) }));
}

/** Adds facts of a stretch to those of other code; the first place of each stays. */
function addTo(unit: Unit, held: ReadonlyMap<string, FactPlace>, { file, from }: Stretch): void {
  for (const [id, place] of held)
    if (!unit.has(id)) unit.set(id, { ...place, offset: place.offset + from, file });
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
      .flatMap((file) => stretchesOf(file, isSmall))
      .map((stretch) => {
        const unit: Unit = together ?? new Map();
        const language = languageOf(stretch.file);
        addTo(unit, heldFacts({ script: stretch.script, language }, facts, looking), stretch);
        return unit;
      });
    const { installs } = this;
    for (const { id } of installs ? facts.filter((fact) => fact.installs) : [])
      for (const unit of units) unit.set(id, installs!);
    return together ? [together] : units;
  }

  /**
   * The part with the most points; null without scripts. Points are logarithms of odds: of many parts each one is as much less
   * likely to be the one that is malicious, and one of them has many facts by chance.
   */
  worst(pattern: SumPattern, patterns: Patterns): Added<ScriptPlace> | null {
    const sums = this.units(pattern, patterns).map((unit) => addedFacts(pattern, unit));
    const [worst] = sums.toSorted((a, b) => b.points - a.points);
    return worst ? { ...worst, points: worst.points - Math.log(sums.length) } : null;
  }
}
