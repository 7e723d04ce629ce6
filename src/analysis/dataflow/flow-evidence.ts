import type { FindingEvidence } from '../../model/index.js';
import type { DataFlow, FlowStep } from '../flow-facts.js';

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
