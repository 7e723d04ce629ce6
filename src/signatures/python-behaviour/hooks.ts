import type { PythonFlow, PythonPlace, PythonValue } from '../../program/index.js';
import type { CodeSpan } from '../behaviour/marks.js';
import { spanOf } from './taken-values.js';

/** Calls functions that code puts in the place of others, with what these would get. @returns where they stand. */
export function callHooks(flow: PythonFlow, values: readonly PythonValue[], mark: PythonValue): CodeSpan[] {
  return values.flatMap((value) => {
    if (value.kind !== 'function') return [];
    const { unit, self } = value;
    const positional = unit.positions.map(() => [mark]);
    flow.callFunction(unit, self, { positional: [...positional, [mark]], named: new Map() });
    return [spanOf({ module: unit.scope.module, node: unit.node })];
  });
}

/** Whether code stands in a stretch. */
export function isInside({ module, node }: PythonPlace, { file, start, end }: CodeSpan): boolean {
  return module.path === file && node.start >= start && node.end <= end;
}
