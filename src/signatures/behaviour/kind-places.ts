import { firstIndex } from '../../model/index.js';
import type { FlowPattern } from '../flow-schema.js';
import type { ReadyBehaviour } from './ready-behaviour.js';

/** Where a script has texts that point to a kind of source or sink: offsets, ascending, by the kind. */
export type KindPlaces = ReadonlyMap<string, readonly number[]>;

/** Characters before a word that are read to tell what it stands for. */
const BEFORE = 24;
/** The same behind it. */
const AFTER = 80;

/** A script whose texts are looked at. */
interface SearchedScript {
  readonly keywords: ReadonlySet<string>;
  text(): string;
  foundAt(keyword: string): readonly number[] | undefined;
}

function searchAll(text: string, word: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) places.push(at);
  return places;
}

/** Kinds that the texts in a script may point to. */
export function kindsOfWords(words: ReadonlySet<string>, { kindsOf }: ReadyBehaviour): ReadonlySet<string> {
  return new Set([...words].flatMap((word) => kindsOf.get(word)?.map(({ kind }) => kind) ?? []));
}

/** Finds where a script may take something, and where it may take it to. */
export function kindPlaces(file: SearchedScript, { kindsOf }: ReadyBehaviour): KindPlaces {
  const places = new Map<string, number[]>();
  const text = file.text();
  for (const word of file.keywords) {
    const pointed = kindsOf.get(word);
    if (!pointed) continue;
    const found = file.foundAt(word) ?? searchAll(text, word);
    for (const { kind, shown } of pointed) {
      const fitting = shown
        ? found.filter((at) => shown.isIn(text.slice(Math.max(0, at - BEFORE), at + word.length + AFTER)))
        : found;
      if (fitting.length > 0) places.set(kind, [...(places.get(kind) ?? []), ...fitting]);
    }
  }
  return new Map([...places].map(([kind, offsets]) => [kind, offsets.toSorted((a, b) => a - b)]));
}

/** Whether a script has places of both sides of a rule. @param reach characters between them, at most. */
export function mayDo({ from, to }: FlowPattern, places: KindPlaces, reach: number): boolean {
  const sinks = to.flatMap((kind) => places.get(kind) ?? []).toSorted((a, b) => a - b);
  return from.some((kind) =>
    places.get(kind)?.some((at) => {
      const next = firstIndex(0, sinks.length, (index) => (sinks[index] ?? 0) >= at - reach);
      return next < sinks.length && (sinks[next] ?? 0) <= at + reach;
    }),
  );
}
