import { firstIndex } from '../../model/index.js';
import { placesOf } from '../../syntax/index.js';
import type { FlowPattern } from '../flow-schema.js';
import type { LoadedModules } from './loaded-modules.js';
import type { PointedKind, ReadyBehaviour } from './ready-behaviour.js';

/** Characters before a word that are read to tell what it stands for. */
const BEFORE = 24;
/** The same behind it. */
const AFTER = 80;

/** A script whose texts are looked at. */
export interface SearchedScript {
  readonly keywords: ReadonlySet<string>;
  text(): string;
  foundAt(keyword: string): readonly number[] | undefined;
}

/** A word in a script, and what the code around it fits where it stands for a kind. */
interface PointingWord extends Omit<PointedKind, 'kind'> {
  readonly word: string;
}

/** Where a script may take something, and where it may take it to. Each kind is looked for when it is asked for: most are never. */
export class KindPlaces {
  private readonly script: SearchedScript;
  private readonly words: ReadonlyMap<string, readonly PointingWord[]>;
  private readonly loaded: LoadedModules | null;
  private readonly known = new Map<string, readonly number[]>();

  /** @param loaded what scripts load that run with this one; null: it may be anything. */
  constructor(
    script: SearchedScript,
    { kindsOf }: Pick<ReadyBehaviour, 'kindsOf'>,
    loaded: LoadedModules | null = null,
  ) {
    const words = new Map<string, PointingWord[]>();
    for (const word of script.keywords)
      for (const { kind, ...needed } of kindsOf.get(word) ?? []) {
        const pointing = words.get(kind);
        if (pointing) pointing.push({ word, ...needed });
        else words.set(kind, [{ word, ...needed }]);
      }
    this.script = script;
    this.loaded = loaded;
    this.words = words;
  }

  /** Kinds that the words in the script may point to. */
  kinds(): readonly string[] {
    return [...this.words.keys()];
  }

  /** Whether a word in the script may point to a kind. */
  mayHave(kind: string): boolean {
    return this.words.has(kind);
  }

  /** Offsets of the words that point to a kind, ascending. */
  at(kind: string): readonly number[] {
    const places = this.known.get(kind) ?? this.find(kind);
    this.known.set(kind, places);
    return places;
  }

  private find(kind: string): readonly number[] {
    const found = (this.words.get(kind) ?? []).flatMap((pointing) => this.fitting(pointing));
    return found.toSorted((a, b) => a - b);
  }

  private fitting({ word, shown, modules }: PointingWord): readonly number[] {
    if (modules && this.loaded?.mayLoad(modules) === false) return [];
    const text = this.script.text();
    const found = this.script.foundAt(word) ?? placesOf(text, word);
    if (!shown) return found;
    return found.filter((at) => shown.isIn(text.slice(Math.max(0, at - BEFORE), at + word.length + AFTER)));
  }
}

/** Kinds of sources that a rule is about. */
export function sourcesOf({ from, beside = [] }: Pick<FlowPattern, 'from' | 'beside'>): readonly string[] {
  return [...from, ...beside];
}

/** Whether the words of one of some scripts may point to both sides of a rule. */
export function mayHaveBoth(
  { from, to }: Pick<FlowPattern, 'from' | 'to'>,
  scripts: readonly KindPlaces[],
): boolean {
  const isThere = (kind: string): boolean => scripts.some((places) => places.mayHave(kind));
  return to.some(isThere) && from.some(isThere);
}

/** Whether scripts, taken together, have a source and a sink of a rule. */
export function mayDoTogether(
  pattern: Pick<FlowPattern, 'from' | 'to'>,
  scripts: readonly KindPlaces[],
): boolean {
  const isThere = (kind: string): boolean => scripts.some((places) => places.at(kind).length > 0);
  return mayHaveBoth(pattern, scripts) && pattern.to.some(isThere) && pattern.from.some(isThere);
}

/** Whether a script has places of both sides of a rule. @param reach characters between them, at most. */
export function mayDo(pattern: Pick<FlowPattern, 'from' | 'to'>, places: KindPlaces, reach: number): boolean {
  if (!mayDoTogether(pattern, [places])) return false;
  const sinks = pattern.to.flatMap((kind) => places.at(kind)).toSorted((a, b) => a - b);
  return pattern.from.some((kind) =>
    places.at(kind).some((at) => {
      const next = firstIndex(0, sinks.length, (index) => (sinks[index] ?? 0) >= at - reach);
      return next < sinks.length && (sinks[next] ?? 0) <= at + reach;
    }),
  );
}
