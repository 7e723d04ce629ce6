import type { CodePlace, FindingEvidence } from '../model/index.js';
import type { DataFlow, FlowStep } from './flow-facts.js';
import { maskSecrets } from './mask-secrets.js';

/** Characters of a step's code that are kept. */
const KEPT_TEXT = 100;
/** Indented code is so many times as long as what is left of it in one line, or less. */
const SPARE = 4;

/** The beginning of a piece of code in one line. */
export function shortCode(
  source: string,
  { start, end }: { readonly start: number; readonly end: number },
): string {
  const text = source.slice(start, Math.min(end, start + KEPT_TEXT * SPARE));
  const line = maskSecrets(text.replace(/\s+/g, ' ')).trim();
  return line.length <= KEPT_TEXT && text.length === end - start ? line : `${line.slice(0, KEPT_TEXT - 1)}…`;
}

/** Steps of a way that are kept: its first ones and its last ones. */
const KEPT_STEPS = 10;

/** Of pieces inside each other in one line only the last one is told; of many, the first and the last ones. */
export function toldSteps<Step extends CodePlace>(steps: readonly Step[]): Step[] {
  const kept = steps.filter((step, at) => {
    const next = steps[at + 1];
    return !next || next.path !== step.path || next.line !== step.line;
  });
  if (kept.length <= KEPT_STEPS) return kept;
  return [...kept.slice(0, KEPT_STEPS / 2), ...kept.slice(-KEPT_STEPS / 2)];
}

/** Columns to the right of which a line is no line that people read. */
const READABLE_COLUMN = 200;

function wordsOfStep({ column, text }: FlowStep): string {
  return column > READABLE_COLUMN ? `column ${String(column)}: ${text}` : text;
}

/** The way of data, step by step. */
export function flowEvidence({ steps }: DataFlow): FindingEvidence[] {
  return steps.map((step) => ({
    path: step.path,
    line: step.line,
    detail: wordsOfStep(step),
    ...(step.frame && { frame: step.frame }),
  }));
}
