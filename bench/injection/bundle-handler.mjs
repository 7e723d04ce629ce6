// Makes one minified script of a handler's files, as deployments have them. Packages stay outside.
import { mkdtempSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

async function byEsbuild(entry) {
  const options = {
    entryPoints: [entry],
    bundle: true,
    minify: true,
    platform: 'node',
    packages: 'external',
    write: false,
    logLevel: 'silent',
  };
  // Code that awaits at its top is a module.
  const { outputFiles } = await build({ ...options, format: 'cjs' }).catch(() =>
    build({ ...options, format: 'esm' }),
  );
  return outputFiles[0].text;
}

/** @param folder one whose `node_modules` holds webpack */
async function byWebpack(entry, folder) {
  const webpack = createRequire(join(folder, 'package.json'))('webpack');
  const path = mkdtempSync(join(tmpdir(), 'stowaway-webpack-'));
  const config = {
    entry,
    mode: 'production',
    target: 'node20',
    output: { path, filename: 'index.js', library: { type: 'commonjs2' } },
    externalsPresets: { node: true },
    externals: [
      ({ request, contextInfo }, done) => {
        const isPackage = contextInfo.issuer !== '' && !/^[./]/.test(request);
        if (isPackage) done(null, `commonjs ${request}`);
        else done();
      },
    ],
  };
  await new Promise((resolve, reject) => {
    webpack(config, (error, stats) => {
      if (error || stats.hasErrors()) reject(error ?? new Error(stats.toString('errors-only')));
      else resolve();
    });
  });
  return readFileSync(join(path, 'index.js'), 'utf8');
}

export function bundleHandler(entry, { bundler, folder }) {
  return bundler === 'webpack' ? byWebpack(entry, folder) : byEsbuild(entry);
}
