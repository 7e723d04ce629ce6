// Builds bundles of one application for each message { app, builds: [bundler, variant][] }.
import { APPS } from './application-list.mjs';
import { buildBundle } from './build-bundle.mjs';
import { BUNDLERS } from './bundlers/index.mjs';

async function buildAll({ app: wanted, builds }) {
  const app = APPS.find(({ id }) => id === wanted);
  const outcomes = [];
  for (const [id, variant] of builds) {
    const bundler = BUNDLERS.find((each) => each.id === id);
    try {
      outcomes.push((await buildBundle(app, bundler, variant)) ? 'built' : 'kept');
    } catch (error) {
      outcomes.push(`failed: ${String(error.stderr || error.stack || error).slice(0, 600)}`);
    }
  }
  return { outcomes };
}

process.on('message', (job) => {
  void buildAll(job).then((answer) => process.send(answer));
});
