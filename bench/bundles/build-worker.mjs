// Builds all bundles of one application by one bundler, for each message { app, bundler, variants }.
import { APPS } from './apps.mjs';
import { buildBundle } from './build-bundle.mjs';
import { BUNDLERS } from './bundlers/index.mjs';

async function buildAll({ app, bundler, variants }) {
  const results = {};
  for (const variant of variants) {
    try {
      const built = await buildBundle(
        APPS.find(({ id }) => id === app),
        BUNDLERS.find(({ id }) => id === bundler),
        variant,
      );
      results[variant] = built ? 'built' : 'kept';
    } catch (error) {
      results[variant] = `failed: ${String(error.stderr || error.stack || error).slice(0, 600)}`;
    }
  }
  return { results };
}

process.on('message', (job) => {
  void buildAll(job).then((answer) => process.send(answer));
});
