import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { DEFAULT_LIMITS, readUserBytes } from '../files/index.js';
import {
  buildIndex,
  openFactsStore,
  readLockedPackages,
  readPackagesFile,
  type BuiltIndex,
  type NotIndexed,
  type WantedPackages,
} from '../published/index.js';
import { ScanError } from '../model/index.js';
import { EXIT } from '../policy/index.js';
import { npmConfigHere } from '../network/index.js';
import { openRegistry } from '../published/index.js';
import { counted, escapeTerminal } from '../reporters/index.js';
import { DEFAULT_INDEX_FILE, openIndexFile, openTarballPool, writeIndexFile } from '../workers/index.js';
import { isInteractive } from './console.js';
import { positiveInteger } from './option-values.js';
import { checkedFolder, checkedOutput } from './output-path.js';
import { cacheFolder } from './user-folders.js';

interface BuildFlags {
  readonly lockfile?: string;
  readonly packages?: string;
  readonly output: string;
  readonly cache: string;
  readonly offline?: boolean;
  readonly jobs: number;
  readonly maxShapes: number;
}

/** Requests at once: registries are shared. */
const REQUESTS = 4;
/** More code shapes of one package hardly improve recognition. */
const DEFAULT_MAX_SHAPES = 16_000;
const MAX_BUILD_MILLIS = 24 * 3600 * 1000;
/** Versions between two lines of progress where no one watches. */
const PROGRESS_STEP = 500;

function readInput(path: string): Uint8Array {
  return readUserBytes({ path, what: 'list of packages', hint: 'Name a file that can be read.' });
}

function wantedBy({ lockfile, packages }: BuildFlags): WantedPackages {
  if (lockfile !== undefined && packages === undefined)
    return readLockedPackages(lockfile, readInput(lockfile));
  if (packages !== undefined && lockfile === undefined)
    return readPackagesFile(packages, readInput(packages));
  throw new ScanError('usage', 'No packages to index were named.', {
    hint: 'Give --lockfile FILE or --packages FILE.',
  });
}

function lineOf({ name, version, why }: NotIndexed): string {
  const reason = why.state === 'unknown' ? `the registry has no such ${why.what}` : why.reason;
  return `not indexed: ${name}${version === null ? '' : `@${version}`}: ${reason}`;
}

function showProgress(done: number, all: number): void {
  if (isInteractive(process.stderr)) process.stderr.write(`\r${done} of ${all} versions`);
  else if (done % PROGRESS_STEP === 0) process.stderr.write(`${done} of ${all} versions\n`);
}

async function buildOf(wanted: WantedPackages, flags: BuildFlags): Promise<BuiltIndex> {
  const { cache, offline = false, jobs, maxShapes } = flags;
  const registry = await openRegistry({
    cacheDir: join(cache, 'registry'),
    offline,
    concurrency: REQUESTS,
    npmConfig: npmConfigHere(process.cwd()),
    maxMillis: MAX_BUILD_MILLIS,
  });
  const pool = openTarballPool(jobs, DEFAULT_LIMITS);
  try {
    const source = {
      registry,
      store: openFactsStore(cache),
      readTarball: pool.readTarball,
      limits: DEFAULT_LIMITS,
    };
    const version = new Date().toISOString().slice(0, 10);
    return await buildIndex(wanted, source, {
      version,
      maxShapes: () => maxShapes,
      onProgress: showProgress,
    });
  } finally {
    await Promise.all([pool.close(), registry.close()]);
    if (isInteractive(process.stderr)) process.stderr.write('\n');
  }
}

/** Exits as a scan does: 4 when some requested packages are missing from the index, 3 when all are. */
async function build(flags: BuildFlags): Promise<void> {
  const { bytes, packages, versions, missing } = await buildOf(wantedBy(flags), flags);
  for (const each of missing) process.stderr.write(`${escapeTerminal(lineOf(each))}\n`);
  if (packages === 0) {
    process.exitCode = EXIT.nothing;
    return;
  }
  const size = await writeIndexFile(flags.output, bytes);
  const line = `${flags.output}: ${counted(packages, 'package')}, ${counted(versions, 'version')}, ${size} bytes`;
  process.stdout.write(`${escapeTerminal(line)}\n`);
  if (missing.length > 0) process.exitCode = EXIT.incomplete;
}

async function status(
  file: string = DEFAULT_INDEX_FILE,
  { verbose = false }: { verbose?: boolean },
): Promise<void> {
  const { version, packages } = await openIndexFile(file);
  const versions = packages.reduce((sum, each) => sum + each.versions.length, 0);
  const lines = [
    `${file}: made ${version}, ${counted(packages.length, 'package')}, ${counted(versions, 'version')}`,
  ];
  for (const { name, versions: own, published } of verbose ? packages : [])
    lines.push(
      `  ${name}: ${own.length} of ${published.length} published versions, the newest ${own.at(-1)}`,
    );
  process.stdout.write(`${lines.map(escapeTerminal).join('\n')}\n`);
}

function buildCommand(): Command {
  return new Command('build')
    .description('build an index of published packages, public or private')
    .option(
      '--lockfile <file>',
      'index the packages that a lockfile or an SBOM (CycloneDX or SPDX in JSON) names',
    )
    .option(
      '--packages <file>',
      'index the packages that a JSON file names: { "name": ["1.0.0", "1.1.0"] }; a name with [] adds its versions and their dependencies, without their code',
    )
    .requiredOption('--output <file>', 'index file to write', checkedOutput)
    .option(
      '--max-shapes <n>',
      'approximate number of code shapes to keep for each package; a smaller index finds fewer packages',
      positiveInteger,
      DEFAULT_MAX_SHAPES,
    )
    .option('--cache <dir>', 'folder that caches downloaded packages', checkedFolder, cacheFolder())
    .option('--offline', 'use the cache only, no network')
    .option('--jobs <n>', 'number of packages read at once', positiveInteger, availableParallelism())
    .addHelpText(
      'after',
      '\nPackages are downloaded as npm in this folder would download them. Their code is read, never run.' +
        '\nExit codes: 0 every package is in the index · 2 usage error · 3 none is · 4 some are missing' +
        '\n\nExamples:\n  $ stowaway fingerprints build --lockfile package-lock.json --output ours.fingerprints' +
        '\n  $ stowaway fingerprints build --packages wanted.json --output ours.fingerprints --offline',
    )
    .action(build);
}

/** `stowaway fingerprints …`: what packages inside minified files are recognised by. */
export function fingerprintsCommand(): Command {
  return new Command('fingerprints')
    .description('build or show an index that recognises packages in bundles')
    .addCommand(buildCommand())
    .addCommand(
      new Command('status')
        .description('show what an index holds (default: the shipped index)')
        .argument('[file]', 'index file')
        .option('-v, --verbose', 'list its packages')
        .addHelpText(
          'after',
          '\nExamples:\n  $ stowaway fingerprints status\n  $ stowaway fingerprints status ours.fingerprints --verbose',
        )
        .action(status),
    )
    .addHelpText(
      'after',
      '\nExamples:\n  $ stowaway fingerprints status\n  $ stowaway fingerprints build --lockfile package-lock.json --output ours.fingerprints',
    );
}
