import { requireTool } from '../folders.mjs';
import { traitsOf, VARIANTS } from './variants.mjs';
import { configurationOf, runWebpackLike } from './webpack.mjs';

/** Rspack lowers by its own swc loader and minifies by swc. https://rspack.rs/config/ */
function buildWithRspack(app, variant) {
  const { rspack: pack } = requireTool('@rspack/core');
  const { comments, target } = traitsOf(variant);
  return runWebpackLike(pack, (out) => {
    const configuration = configurationOf(app, variant, out);
    if (variant === 'lowered')
      configuration.module.rules[1] = {
        test: /\.[cm]?js$/,
        use: [{ loader: 'builtin:swc-loader', options: { jsc: { target }, isModule: 'unknown' } }],
      };
    configuration.optimization.minimizer = [
      new pack.SwcJsMinimizerRspackPlugin(
        comments ? {} : { extractComments: false, minimizerOptions: { format: { comments: false } } },
      ),
    ];
    return configuration;
  });
}

export const rspack = { id: 'rspack', variants: VARIANTS, build: buildWithRspack };
