// One bundle: built, stripped of comments where that is what its variant means, measured, kept.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { missingModules } from './apps.mjs';
import { folderOfBundle, readBundleFacts, readEvidence, readFiles, writeBundle } from './bundle-store.mjs';
import { appFolder } from './folders.mjs';
import { jsonFilesOf } from './json-modules.mjs';
import { commentsOf, stripComments } from './strip-comments.mjs';
import { bytesOf, bytesOfMetafile, truthOf } from './truth.mjs';

/** Read when this module is: a file that is edited while a build runs is not what built. */
const SOURCES = new Map(
  readdirSync(import.meta.dirname, { recursive: true })
    .filter((path) => /\.mjs$|^tools.package-lock\.json$/.test(path))
    .map((path) => [path.replaceAll('\\', '/'), readFileSync(join(import.meta.dirname, path), 'utf8')]),
);

const sourceOf = (name) => SOURCES.get(name) ?? '';

function hashOf(...texts) {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(text).update('\0');
  return hash.digest('hex').slice(0, 32);
}

const BUILD_SOURCES = { rspack: ['webpack'], swc: ['rollup', 'chain-maps'] };
const LOWERED_BY_PLUGIN = new Set(['webpack', 'rollup']);
const TRUTH_SOURCES = ['truth', 'kept-bytes', 'json-modules', 'strip-comments', 'build-bundle'];

/** Hash of everything that a bundle is made of: the application, the bundler and how it is asked. */
function buildKey(app, { id }, variant) {
  const names = [id, 'variants', ...(BUILD_SOURCES[id] ?? [])];
  if (variant === 'lowered' && LOWERED_BY_PLUGIN.has(id)) names.push('lower');
  const installed = readFileSync(join(appFolder(app.id), 'installed'), 'utf8');
  const missing = missingModules(app).join();
  return hashOf(
    variant,
    JSON.stringify(app.uses),
    installed,
    missing,
    sourceOf('tools/package-lock.json'),
    sourceOf('entry-source.mjs'),
    ...names.map((name) => sourceOf(`bundlers/${name}.mjs`)),
  );
}

async function build(app, bundler, variant) {
  const request = { folder: appFolder(app.id), entry: 'src/index.mjs', missing: missingModules(app) };
  const from = bundler.stripped?.[variant];
  if (!from) return bundler.build(request, variant);
  const origin = { app: app.id, bundler: bundler.id, variant: from };
  const files = readFiles(origin, readBundleFacts(origin));
  return {
    files: files.map(({ name, code }) => ({ name, code: stripComments(code, commentsOf(code)), map: null })),
  };
}

/** Bundlers that do not map JSON. */
const WITHOUT_JSON = new Set(['webpack', 'rspack', 'ncc', 'rolldown']);

function measure(app, bundler, variant) {
  const from = bundler.stripped?.[variant];
  const bundle = { app: app.id, bundler: bundler.id, variant: from ?? variant };
  const folder = appFolder(app.id);
  const metafile = readEvidence(bundle, 'meta.json');
  if (metafile !== null) return truthOf(bytesOfMetafile(JSON.parse(metafile)), folder);
  const jsonFiles = WITHOUT_JSON.has(bundler.id) ? jsonFilesOf(folder) : null;
  const files = readFiles(bundle, readBundleFacts(bundle));
  const leftOut = files.map(({ code }) => (from ? commentsOf(code) : []));
  return truthOf(bytesOf(files, { jsonFiles, leftOut }), folder);
}

/**
 * Builds and measures a bundle unless both were done from the same inputs.
 * @returns {Promise<boolean>} whether something was done
 */
export async function buildBundle(app, bundler, variant) {
  const bundle = { app: app.id, bundler: bundler.id, variant };
  const key = buildKey(app, bundler, variant);
  const truthKey = hashOf(key, ...TRUTH_SOURCES.map((name) => sourceOf(`${name}.mjs`)));
  let facts = readBundleFacts(bundle, key);
  if (facts?.truthKey === truthKey) return false;
  if (!facts) {
    const startedAt = performance.now();
    const built = await build(app, bundler, variant);
    writeBundle(bundle, built, { set: app.set, key, seconds: (performance.now() - startedAt) / 1000 });
    facts = readBundleFacts(bundle);
  }
  const folder = folderOfBundle(bundle);
  writeFileSync(join(folder, 'truth.json'), JSON.stringify(measure(app, bundler, variant)));
  writeFileSync(join(folder, 'bundle.json'), JSON.stringify({ ...facts, truthKey }));
  return true;
}
