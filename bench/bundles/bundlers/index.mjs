import { bun } from './bun.mjs';
import { esbuild } from './esbuild.mjs';
import { ncc } from './ncc.mjs';
import { rolldown } from './rolldown.mjs';
import { rollup } from './rollup.mjs';
import { rspack } from './rspack.mjs';
import { swc } from './swc.mjs';
import { webpack } from './webpack.mjs';

export const BUNDLERS = [esbuild, webpack, rollup, ncc, rolldown, rspack, swc, bun];

/** @returns {[bundler: string, variant: string][]} the bundles of an application: all, or those that its `builds` names */
export const buildsOf = ({ builds }) =>
  BUNDLERS.flatMap(({ id, variants }) =>
    variants
      .filter((variant) => builds?.includes(`${id}-${variant}`) ?? true)
      .map((variant) => [id, variant]),
  );
