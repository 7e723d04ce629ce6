// Every check of CI in turn, also after one has failed. Needs only Node and npm.
import { mkdirSync, rmSync } from 'node:fs';
import { checkPackage } from './check-package.mjs';
import { installNode24 } from './node-24.mjs';
import { newTally, run, workFolder } from './steps.mjs';
import { runSuite } from './test-suite.mjs';

rmSync(workFolder, { recursive: true, force: true });
mkdirSync(workFolder, { recursive: true });
const tally = newTally();

await tally.check('build the corpus of applications', () => run('node', ['scripts/corpus/build.mjs']));
// First, because it installs and builds on a fresh clone.
await tally.suite(`npm run test:all (Node ${process.versions.node})`, () =>
  runSuite('suite', (reporters) => run('npm', ['run', 'test:all', '--', ...reporters])),
);
await tally.suite('linear growth (npm run bench:linear)', () =>
  runSuite('linear', (reporters) => run('npm', ['run', 'bench:linear', '--', ...reporters])),
);
await tally.check('types', () => run('npm', ['run', '--silent', 'types']));
await tally.check('lint', () => run('npm', ['run', '--silent', 'lint']));
await tally.check('format', () => run('npm', ['run', '--silent', 'format:check']));
await tally.check('dead code (knip)', () => run('npx', ['--no', '--', 'knip', '-t', 'tsconfig.build.json']));
await tally.check('package manifest (publint)', () => run('npx', ['--no', '--', 'publint', '--strict']));
await tally.check('package types (attw)', () =>
  run('npx', ['--no', '--', 'attw', '--pack', '.', '--profile', 'esm-only']),
);
await tally.check(`packed package (Node ${process.versions.node})`, () => checkPackage('package', {}));

const node24 = await tally.check('install Node 24', installNode24);
if (node24) {
  await tally.check('packed package (Node 24)', () => checkPackage('package-24', node24));
  await tally.suite('fast tests (Node 24)', () =>
    runSuite('fast-24', (reporters) => run(node24.node, ['scripts/test.mjs', ...reporters], node24)),
  );
  // Of the slow ones, those of the command line: the others ask servers and programs of their own, not Node.
  const env = { ...node24.env, STOWAWAY_OTHER_NODE: process.execPath };
  await tally.suite('slow tests of the command line, and of its reports on two releases (Node 24)', () =>
    runSuite('slow-24', (reporters) =>
      run(node24.node, ['scripts/test.mjs', '--slow', 'test/cli', ...reporters], { env }),
    ),
  );
}
await tally.check('demo', () => run('npm', ['run', '--silent', 'demo']));

process.exitCode = tally.print();
