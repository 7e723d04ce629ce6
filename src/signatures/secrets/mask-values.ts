import type { Finding } from '../../model/index.js';

/** Characters in a row that an excerpt and a value have in common before the excerpt counts as a part of it: fewer ones are any word. */
const SHARED = 8;

/** Stands in an excerpt in place of a value. */
const MASK = '<secret>';

/** All runs of a number of characters in a text. */
function* runsOf(text: string, length: number): Generator<string> {
  for (let at = 0; at + length <= text.length; at += 1) yield text.slice(at, at + length);
}

/** The runs of values that excerpts show. Values that are shorter than a run count as one. */
function shownRuns(values: readonly string[], excerpts: readonly string[]): ReadonlySet<string> {
  const lengths = new Set(values.map(({ length }) => Math.min(SHARED, length)));
  lengths.delete(0);
  const inExcerpts = new Set(
    [...lengths].flatMap((length) => excerpts.flatMap((text) => [...runsOf(text, length)])),
  );
  const shown = new Set<string>();
  for (const value of values)
    for (const run of runsOf(value, Math.min(SHARED, value.length) || SHARED))
      if (inExcerpts.has(run)) shown.add(run);
  return shown;
}

/** An excerpt without the stretches that runs cover. */
function masked(excerpt: string, runs: ReadonlySet<string>, lengths: readonly number[]): string {
  let text = '';
  let covered = 0;
  for (let at = 0; at < excerpt.length; at += 1) {
    const run = lengths.find((length) => runs.has(excerpt.slice(at, at + length)));
    if (run !== undefined && at >= covered) text += MASK;
    if (run !== undefined) covered = Math.max(covered, at + run);
    if (at >= covered) text += excerpt.charAt(at);
  }
  return text;
}

/**
 * Findings whose excerpts of code show no value, nor a part of one that was cut off.
 * @param values secrets as the code has them.
 */
export function maskValues(findings: readonly Finding[], values: readonly string[]): readonly Finding[] {
  const excerpts = findings.flatMap(({ evidence }) => evidence.map(({ detail }) => detail ?? ''));
  const runs = shownRuns(values, excerpts);
  if (runs.size === 0) return findings;
  const lengths = [...new Set([...runs].map(({ length }) => length))].sort((a, b) => b - a);
  return findings.map((finding) => ({
    ...finding,
    evidence: finding.evidence.map((seen) =>
      seen.detail === null ? seen : { ...seen, detail: masked(seen.detail, runs, lengths) },
    ),
  }));
}
