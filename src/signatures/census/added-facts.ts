import type { Fact, SumPattern } from '../sum-schema.js';

/** Facts of the same code, by their ids. */
export type Held<Place> = ReadonlyMap<string, Place>;

/** Adds the facts that hold because of others. Those stand before them. */
function withCombined<Place>(facts: readonly Fact[], held: Held<Place>): Held<Place> {
  const all = new Map(held);
  for (const { id, all: lists } of facts) {
    const places = lists?.map((ids) => ids.flatMap((each) => all.get(each) ?? [])[0]);
    const [first] = places ?? [];
    if (first !== undefined && places?.every((place) => place !== undefined)) all.set(id, first);
  }
  return all;
}

/** What facts add up to. */
export interface Added<Place> {
  readonly points: number;
  /** Those that count, the strongest first. */
  readonly facts: readonly { readonly fact: Fact; readonly place: Place }[];
}

/** Adds up the facts that the same code holds. */
export function addedFacts<Place>({ facts }: SumPattern, held: Held<Place>): Added<Place> {
  const all = withCombined(facts, held);
  const counted = facts.flatMap((fact) => {
    const place = all.get(fact.id);
    return place === undefined || fact.points === 0 ? [] : [{ fact, place }];
  });
  return {
    points: counted.reduce((sum, { fact }) => sum + fact.points, 0),
    facts: counted.toSorted((a, b) => b.fact.points - a.fact.points),
  };
}
