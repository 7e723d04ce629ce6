import type { AnyNode, Program } from 'acorn';
import { walkNodes } from '../walk-nodes.js';
import { guardedExpression, guardedFunction } from './guards.js';
import { modulesOfList, modulesOfMap } from './module-maps.js';
import type { ModuleRegion } from './module-region.js';
import { helperName, wrapperCall, type WrapperCall } from './wrapper-calls.js';

/** Modules that a node is by its own form. */
function modulesAt(node: AnyNode): readonly ModuleRegion[] {
  switch (node.type) {
    case 'ObjectExpression':
      return modulesOfMap(node);
    case 'ArrayExpression':
      return modulesOfList(node);
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return [guardedFunction(node)].filter((region) => region !== null);
    case 'LogicalExpression':
    case 'ConditionalExpression':
      return [guardedExpression(node)].filter((region) => region !== null);
    default:
      return [];
  }
}

/**
 * The modules that a bundler kept apart in what it wrote, also minified: esbuild, rolldown and Bun wrap CommonJS modules in
 * calls of a helper, webpack, rspack and ncc keep them in maps, Rollup guards them by a variable. Regions may be nested;
 * sorted by start, outer ones first. Modules that a bundler hoisted into one scope are not here.
 */
export function findModules(program: Program): ModuleRegion[] {
  const helpers = new Set<string>();
  const calls: WrapperCall[] = [];
  const regions: ModuleRegion[] = [];
  for (const node of walkNodes(program) as Iterable<AnyNode>) {
    const helper = helperName(node);
    if (helper !== null) helpers.add(helper);
    const call = node.type === 'VariableDeclarator' ? wrapperCall(node) : null;
    if (call) calls.push(call);
    regions.push(...modulesAt(node));
  }
  for (const { helper, region } of calls) if (helpers.has(helper)) regions.push(region);
  regions.sort((a, b) => a.start - b.start || b.end - a.end);
  // esbuild's `helper({ "path"(exports) {…} })` is both a call and a map: the outer one is it.
  const seen = new Set<AnyNode>();
  return regions.filter(({ scope }) => !seen.has(scope) && seen.add(scope));
}
