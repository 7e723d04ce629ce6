import type { AnyNode, Program } from 'acorn';
import { holdsOne } from '../holds-one.js';
import { eachChild } from '../node-kinds.js';
import { guardedExpression, guardedFunction } from './guards.js';
import { modulesOfList, modulesOfMap } from './module-maps.js';
import type { ModuleRegion } from './module-region.js';
import {
  helperCandidate,
  isEmptyExports,
  wrapperCall,
  type HelperCandidate,
  type WrapperCall,
} from './wrapper-calls.js';

const NONE: readonly ModuleRegion[] = [];

function listOf(region: ModuleRegion | null): readonly ModuleRegion[] {
  return region ? [region] : NONE;
}

/** Modules that a node shows by its own form. */
function modulesAt(node: AnyNode): readonly ModuleRegion[] {
  switch (node.type) {
    case 'ObjectExpression':
      return modulesOfMap(node);
    case 'ArrayExpression':
      return modulesOfList(node);
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return listOf(guardedFunction(node));
    case 'LogicalExpression':
    case 'ConditionalExpression':
      return listOf(guardedExpression(node));
    default:
      return NONE;
  }
}

/** Finds modules in a tree. */
interface Traces {
  readonly regions: ModuleRegion[];
  readonly calls: WrapperCall[];
  readonly candidates: HelperCandidate[];
  /** Where `exports: {}` stands. */
  readonly exports: number[];
}

/** Goes through a tree once: by a loop, as scanned code may nest as deep as it likes. */
function findTraces(program: Program): Traces {
  const traces: Traces = { regions: [], calls: [], candidates: [], exports: [] };
  const open: AnyNode[] = [program];
  const add = (child: AnyNode): void => void open.push(child);
  for (let node = open.pop(); node; node = open.pop()) {
    const candidate = helperCandidate(node);
    if (candidate) traces.candidates.push(candidate);
    const call = node.type === 'VariableDeclarator' ? wrapperCall(node) : null;
    if (call) traces.calls.push(call);
    if (isEmptyExports(node)) traces.exports.push(node.start);
    for (const region of modulesAt(node)) traces.regions.push(region);
    eachChild(node, add);
  }
  return traces;
}

/**
 * The modules that a bundler kept separate in its output, also minified: esbuild, rolldown and Bun wrap CommonJS modules in
 * calls of a helper, webpack, rspack and ncc keep them in maps, Rollup guards them by a variable. Regions may be nested;
 * sorted by start, outer ones first. Modules that a bundler hoisted into one scope are not here.
 */
export function findModules(program: Program): ModuleRegion[] {
  const { regions, calls, candidates, exports } = findTraces(program);
  const positions = Uint32Array.from(exports).sort();
  const helpers = new Set(
    candidates.flatMap((candidate) => (holdsOne(candidate, positions) ? [candidate.name] : [])),
  );
  for (const { helper, region } of calls) if (helpers.has(helper)) regions.push(region);
  regions.sort((a, b) => a.start - b.start || b.end - a.end);
  // esbuild's `helper({ "path"(exports) {…} })` is both a call and a map: the outer one is it.
  const seen = new Set<AnyNode>();
  return regions.filter(({ scope }) => !seen.has(scope) && seen.add(scope));
}
