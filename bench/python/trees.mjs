// Installs pinned packages with pip, uv and the builder of AWS SAM into folders, layers and zips, and compares the inventory with the installers' own list.
//   node bench/python/trees.mjs [LAYOUT]      needs `npm run build`, python3 with pip and venv; keeps its trees in build/python-trees
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('../..', import.meta.url));
const trees = join(project, 'build/python-trees');
const tools = join(trees, 'tools');
const uv = join(tools, 'bin/uv');
const run = (program, args, options = {}) =>
  execFileSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 28, ...options });

mkdirSync(trees, { recursive: true });
if (!existsSync(uv)) {
  run('python3', ['-m', 'venv', tools]);
  run(join(tools, 'bin/pip'), ['install', '-q', 'uv']);
}
const [onlyLayout] = process.argv.slice(2);

/** SAM's builder unpacks wheels by itself: it leaves no INSTALLER, and folders of data as the wheel has them. */
function buildAsSam(to, wanted) {
  const builder = fileURLToPath(new URL('sam-build.py', import.meta.url));
  if (!existsSync(join(tools, 'lib/python3.11/site-packages/aws_lambda_builders')))
    run(join(tools, 'bin/pip'), ['install', '-q', 'aws-lambda-builders']);
  const env = { ...process.env, PATH: `${join(tools, 'bin')}:${process.env.PATH}` };
  run(join(tools, 'bin/python3'), [builder, to, ...wanted], { env });
}

/** How each tree is laid out: the folder of its modules, and who installs. */
const LAYOUTS = [
  {
    id: 'pip',
    site: '',
    install: (to, wanted) =>
      run('python3', ['-m', 'pip', 'install', '-q', '--no-warn-conflicts', '--target', to, ...wanted]),
  },
  {
    id: 'uv',
    site: '',
    install: (to, wanted) => run(uv, ['pip', 'install', '-q', '--target', to, ...wanted]),
  },
  {
    id: 'layer',
    site: 'python',
    install: (to, wanted) =>
      run(uv, ['pip', 'install', '-q', '--compile-bytecode', '--target', to, ...wanted]),
  },
  {
    id: 'site-packages',
    site: 'python/lib/python3.11/site-packages',
    install: (to, wanted) =>
      run('python3', [
        '-m',
        'pip',
        'install',
        '-q',
        '--no-compile',
        '--no-warn-conflicts',
        '--target',
        to,
        ...wanted,
      ]),
  },
];

LAYOUTS.push({ id: 'sam', site: '', install: buildAsSam });

function build(name, wanted, { id, site, install }) {
  const folder = join(trees, `${name}-${id}`);
  if (!existsSync(folder)) {
    rmSync(`${folder}.new`, { recursive: true, force: true });
    mkdirSync(join(`${folder}.new`, site), { recursive: true });
    install(join(`${folder}.new`, site), wanted);
    renameSync(`${folder}.new`, folder);
  }
  const zip = `${folder}.zip`;
  if (!existsSync(zip)) run('zip', ['-qr', zip, '.'], { cwd: folder });
  return { folder, zip, site: join(folder, site) };
}

function inventory(target) {
  const args = [
    join(project, 'dist/cli/main.js'),
    'scan',
    target,
    '--format',
    'json',
    '--no-progress',
    '--no-analysis',
    '--offline',
    '--timeout',
    '900',
    '--fail-on',
    'critical',
    '--allow-incomplete',
  ];
  let text;
  try {
    text = run(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  } catch (error) {
    text = error.stdout;
  }
  const { artifacts } = JSON.parse(text);
  const packages = artifacts.flatMap((artifact) => artifact.packages);
  const installed = packages.filter(
    ({ ecosystem, presence }) => ecosystem === 'PyPI' && presence === 'installed',
  );
  const coverage = artifacts[0]?.coverage ?? {};
  return {
    names: installed.map(({ name, version }) => `${name.replace(/[-_.]+/g, '-').toLowerCase()} ${version}`),
    coverage,
    artifacts,
  };
}

function tell(target, { missing, extra, gaps }) {
  for (const each of missing) console.log(`${target}: missing ${each}`);
  for (const each of extra) console.log(`${target}: extra ${each}`);
  for (const { path, message } of gaps) console.log(`${target}: ${path}: ${message.slice(0, 200)}`);
}

const rows = [];
for (const [name, wanted] of JSON.parse(readFileSync(new URL('trees.json', import.meta.url), 'utf8')))
  for (const layout of LAYOUTS.filter(({ id }) => (onlyLayout ?? id) === id)) {
    const tree = build(name, wanted, layout);
    const truth = new Set(
      JSON.parse(run('python3', [fileURLToPath(new URL('installed.py', import.meta.url)), tree.site])).map(
        ([own, version]) => `${own} ${version}`,
      ),
    );
    for (const target of [tree.folder, tree.zip]) {
      const { names, coverage, artifacts } = inventory(target);
      const found = new Set(names);
      const missing = [...truth].filter((each) => !found.has(each));
      const extra = names.filter((each) => !truth.has(each));
      const repeated = names.length - found.size;
      const gaps = artifacts.flatMap(({ problems }) =>
        problems.filter(({ affectsCompleteness }) => affectsCompleteness),
      );
      rows.push({
        tree: `${name}-${layout.id}${target === tree.zip ? '.zip' : ''}`,
        packages: truth.size,
        missing: missing.length,
        extra: extra.length + repeated,
        unattributed: coverage.unattributed,
        gaps: gaps.length,
      });
      tell(target, { missing, extra, gaps });
    }
  }
console.table(rows);
const sum = (field) => rows.reduce((total, row) => total + row[field], 0);
const [packages, missing, extra] = [sum('packages'), sum('missing'), sum('extra')];
console.log({
  trees: rows.length,
  packages,
  recall: 1 - missing / packages,
  precision: (packages - missing) / (packages - missing + extra),
});
process.exitCode = missing + extra > 0 ? 1 : 0;
