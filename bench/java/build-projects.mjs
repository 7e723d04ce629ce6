// Builds the projects in `projects/` with the machine's Maven and JDK, in the forms that functions are deployed in.
//   node bench/java/build-projects.mjs FOLDER [PROJECT…]
// Each gives FOLDER/PROJECT.zip or .jar or .war, and FOLDER/PROJECT.json: the packages that Maven itself resolved for it.
// Libraries come through Maven's own client, in the versions that the projects name.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** How each project is packed: the file that its own build makes, or a zip of folders. */
export const PROJECTS = {
  'lambda-zip': { classes: '', libraries: 'lib' },
  shaded: { built: 'shaded-1.0.0.jar' },
  assembled: { built: 'assembled-1.0.0-jar-with-dependencies.jar' },
  'spring-boot': { built: 'spring-boot-1.0.0.jar' },
  'web-archive': { built: 'web-archive-1.0.0.war' },
  layer: { libraries: 'java/lib' },
  'gradle-built': { classes: '', libraries: 'lib' },
  'sdk-v1': { classes: '', libraries: 'lib' },
};

/** Whether the machine can build them. */
export function hasMaven() {
  return ['mvn', 'javac'].every((program) => spawnSync(program, ['-version']).status === 0);
}

function run(program, args, cwd) {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stdout.slice(-4000)}${stderr}`);
  return stdout;
}

/** `group:artifact:jar[:classifier]:version:scope`, as `dependency:list` writes it. */
function packageOf(line) {
  const parts = line.trim().split(' ')[0].split(':');
  if (parts.length < 5 || parts[2] !== 'jar') return [];
  return [{ name: `${parts[0]}:${parts[1]}`, version: parts.at(-2), scope: parts.at(-1) }];
}

function zipOf(folder, target) {
  rmSync(target, { force: true });
  run('zip', ['-q', '-r', '-X', target, '.'], folder);
}

/**
 * Builds one project, unless it is there.
 * @param {keyof typeof PROJECTS} project
 * @param {string} folder where the result goes.
 * @returns {{ path: string, packages: { name: string, version: string, scope: string }[] }} the artifact, and what is in it.
 */
export function buildProject(project, folder) {
  const { built, classes, libraries } = PROJECTS[project];
  const target = join(resolve(folder), built ? `${project}.${built.split('.').at(-1)}` : `${project}.zip`);
  const list = join(resolve(folder), `${project}.json`);
  if (existsSync(target) && existsSync(list))
    return { path: target, packages: JSON.parse(readFileSync(list, 'utf8')) };
  const work = join(resolve(folder), 'work', project);
  mkdirSync(work, { recursive: true });
  cpSync(join(import.meta.dirname, 'projects', project), work, { recursive: true });
  const text = join(work, 'dependencies.txt');
  const goals = [
    'package',
    'dependency:list',
    ...(libraries === undefined ? [] : ['dependency:copy-dependencies']),
    '-DincludeScope=runtime',
    `-DoutputFile=${text}`,
    `-DoutputDirectory=${join(work, 'files', libraries ?? '')}`,
  ];
  run('mvn', ['-q', '-B', '-ntp', ...goals], work);
  const packages = readFileSync(text, 'utf8').split('\n').flatMap(packageOf);
  if (built) cpSync(join(work, 'target', built), target);
  else {
    if (classes !== undefined)
      cpSync(join(work, 'target/classes'), join(work, 'files', classes), { recursive: true });
    zipOf(join(work, 'files'), target);
  }
  writeFileSync(list, JSON.stringify(packages, null, 1));
  return { path: target, packages };
}

if (process.argv[1] === import.meta.filename) {
  const [folder, ...projects] = process.argv.slice(2);
  if (!folder) throw new Error('usage: build-projects.mjs FOLDER [PROJECT…]');
  for (const project of projects.length > 0 ? projects : readdirSync(join(import.meta.dirname, 'projects'))) {
    const { path, packages } = buildProject(project, folder);
    console.log(`${path}: ${packages.length} packages`);
  }
}
