import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeZip } from '../write-zip.mjs';
import { projectFolder, run, workFolder } from './steps.mjs';

const MUST_HOLD = [
  'LICENSE',
  'NOTICE',
  'README.md',
  'data/tree-sitter-python.wasm',
  'dist/cli/main.js',
  'dist/index.d.ts',
  'dist/workers/worker.js',
  'schema/report-v1.schema.json',
];
const MAY_HOLD =
  /^(?:examples\/.+\.ya?ml|examples\/aws\/Dockerfile|dist\/.+\.(?:js|d\.ts)|data\/.+|schema\/.+\.json|package\.json|[A-Z]+(?:\.md)?)$/;

function expectThat(holds, sentence) {
  if (!holds) throw new Error(`Packed package: ${sentence}`);
}

/** Packs the project, and checks that the tarball has the files for users and no others. */
function pack(folder) {
  const [packed] = JSON.parse(
    run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], { quiet: true }),
  );
  const paths = packed.files.map(({ path }) => path);
  const missing = MUST_HOLD.filter((path) => !paths.includes(path));
  const strange = paths.filter((path) => !MAY_HOLD.test(path));
  expectThat(missing.length === 0, `lacks ${missing.join(', ')}`);
  expectThat(strange.length === 0, `should not hold ${strange.join(', ')}`);
  console.log(`${packed.filename}: ${paths.length} files, ${Math.round(packed.size / 1000)} kB packed`);
  return join(folder, packed.filename);
}

function writeEntries(file, entries) {
  writeZip(
    file,
    Object.entries(entries).map(([path, text]) => ({ path, bytes: Buffer.from(text) })),
  );
}

/** A function of one file and one package, of a version that has had advisories for years. */
function writeSample(file) {
  writeEntries(file, {
    'index.js': "exports.handler = async () => require('lodash').VERSION;\n",
    'package.json': '{ "name": "sample", "dependencies": { "lodash": "4.17.11" } }\n',
    'node_modules/lodash/package.json': '{ "name": "lodash", "version": "4.17.11" }\n',
    'node_modules/lodash/lodash.js': "exports.VERSION = '4.17.11';\n",
  });
}

/** The same in Python, with a request to AWS. */
function writePythonSample(file) {
  writeEntries(file, {
    'app.py':
      "import boto3, requests\ndef handler(event, context):\n  boto3.client('s3').get_object(Bucket='b', Key=event['k'])\n",
    'requests/__init__.py': "__version__ = '2.19.0'\n",
    'requests-2.19.0.dist-info/METADATA': 'Metadata-Version: 2.1\nName: requests\nVersion: 2.19.0\n\n',
  });
}

/** What the packed command sees in the function in Python: its package, that it is loaded, and what it asks of AWS. */
function checkPython({ artifacts: [artifact], functions: [fn] }) {
  const isListed = artifact.packages.some(({ purl }) => purl === 'pkg:pypi/requests@2.19.0');
  expectThat(isListed, 'its scan of Python does not see requests');
  expectThat(artifact.findings.length > 0, 'its scan of Python finds nothing in an old requests');
  expectThat(fn.packages[0]?.reachable === true, 'its scan of Python does not see that requests is loaded');
  const actions = fn.permissions.needed.map(({ action }) => action);
  expectThat(actions.includes('s3:GetObject'), 'its scan of Python does not see the request to S3');
}

/** A program that runs another one without a network, where the system allows it; else nothing. */
function withoutNetwork() {
  try {
    run('unshare', ['--net', 'true'], { quiet: true });
    return ['unshare', '--net'];
  } catch {
    console.log('No network namespace here: the scan runs with the network it should not use.');
    return [];
  }
}

/**
 * Packs, installs into an empty folder with install scripts off, and uses the command and the library from there.
 * @param {string} name of the folder
 * @param {{ env?: NodeJS.ProcessEnv }} options environment: which Node
 */
export function checkPackage(name, { env }) {
  const folder = join(workFolder, name);
  const home = join(folder, 'home');
  mkdirSync(home, { recursive: true });
  const tarball = pack(folder);
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
  run('npm', ['install', '--ignore-scripts', '--prefer-offline', tarball], { cwd: folder, env, quiet: true });

  const apart = { ...env, XDG_CACHE_HOME: join(home, 'cache'), XDG_DATA_HOME: join(home, 'data') };
  const [command, ...first] = [...withoutNetwork(), 'npx', '--no', '--offline', 'stowaway'];
  const stowaway = (args, expect) =>
    run(command, [...first, ...args], { cwd: folder, env: apart, quiet: true, expect });

  const { version } = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8'));
  expectThat(stowaway(['--version'], 0).trim() === version, `its --version is not ${version}`);

  writeSample(join(folder, 'sample.zip'));
  const report = JSON.parse(
    stowaway(['scan', 'sample.zip', '--handler', 'index.handler', '--format', 'json'], 1),
  );
  const [artifact] = report.artifacts;
  expectThat(
    artifact.packages.some(({ purl }) => purl === 'pkg:npm/lodash@4.17.11'),
    'its scan does not see lodash',
  );
  expectThat(artifact.findings.length > 0, 'its scan finds nothing in an old lodash');

  writePythonSample(join(folder, 'python.zip'));
  const flags = [
    '--handler',
    'app.handler',
    '--runtime',
    'python3.12',
    '--fail-on',
    'none',
    '--format',
    'json',
  ];
  checkPython(JSON.parse(stowaway(['scan', 'python.zip', ...flags], 0)));

  const useLibrary =
    "const { scan } = await import('stowaway'); console.log((await scan({ targets: ['sample.zip'] }).report).schemaVersion);";
  const answer = run('node', ['--input-type=module', '--eval', useLibrary], {
    cwd: folder,
    env: apart,
    quiet: true,
  });
  expectThat(answer.trim() === '1', 'its library does not scan');
  console.log(`stowaway ${version} installed, scanned and imported`);
}
