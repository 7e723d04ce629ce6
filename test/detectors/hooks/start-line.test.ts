import { describe, expect, test } from 'vitest';
import { startLines } from '../../../src/detectors/hooks/start-line.js';

const severities = (text: string) => startLines(text).map(({ severity }) => severity);

describe('lines that packaging tools write', () => {
  const namespace = (names: string, name: string) =>
    `import sys, types, os;has_mfs = sys.version_info > (3, 5);p = os.path.join(sys._getframe(1).f_locals['sitedir'], *(${names}));` +
    "importlib = has_mfs and __import__('importlib.util');has_mfs and __import__('importlib.machinery');" +
    `m = has_mfs and sys.modules.setdefault('${name}', importlib.util.module_from_spec(importlib.machinery.PathFinder.find_spec('${name}', [os.path.dirname(p)])));` +
    `m = m or sys.modules.setdefault('${name}', types.ModuleType('${name}'));mp = (m or []) and m.__dict__.setdefault('__path__',[]);` +
    '(p not in mp) and mp.append(p)';
  const nested = `${namespace("'google', 'cloud'", 'google.cloud')};m and setattr(sys.modules['google'], 'cloud', m)`;

  test.each([
    [
      'distutils-precedence',
      "import os; var = 'SETUPTOOLS_USE_DISTUTILS'; enabled = os.environ.get(var, 'local') == 'local'; enabled and __import__('_distutils_hack').add_shim(); ",
    ],
    [
      'an editable install',
      'import __editable___acme_1_0_0_finder; __editable___acme_1_0_0_finder.install()',
    ],
    ['a namespace', namespace("'google',", 'google')],
    ['a namespace in another', nested],
    ['virtualenv', 'import _virtualenv'],
    ['pywin32', 'import pywin32_bootstrap'],
    ['coverage', 'import coverage; coverage.process_startup()'],
    [
      'coverage of 2026',
      String.raw`import sys; exec('import os\n\nif os.getenv("COVERAGE_PROCESS_START") or os.getenv("COVERAGE_PROCESS_CONFIG"):\n try:\n  import coverage\n except:\n  pass\n else:\n  coverage.process_startup(slug="pth")')`,
    ],
  ])('%s', (_which, line) => {
    expect(severities(line)).toEqual([]);
  });

  test.each([
    ['another module', namespace("'google',", 'google').replace("'importlib.util'", "'evil'")],
    ['more behind it', `${nested};import evil`],
    ['another finder', 'import __editable___a_finder; __editable___b_finder.install()'],
  ])('are no excuse for %s', (_which, line) => {
    expect(severities(line)).toHaveLength(1);
  });
});

test.each([
  ["import os, base64;exec(base64.b64decode('cHJpbnQoMSk='))", 'critical'],
  ["import subprocess;subprocess.Popen(['x'], stdin=open('y.js'))", 'critical'],
  ["import os;os.system('true')", 'high'],
  ["import sys;exec('print(1)')", 'high'],
  ["import os;exec('open(1)')", 'high'],
  ["import os, sys; __import__('certs.bootstrap') and sys.modules['certs.bootstrap'].bootstrap()", 'medium'],
  [String.raw`import sys; exec("try:\n import certs.start\nexcept Exception:\n pass")`, 'medium'],
  [String.raw`import sys; exec('if os.getenv("CERTS"):\n from certs.start import go, stop\n')`, 'medium'],
  [String.raw`import sys; exec("try:\n import certs; certs.go()\nexcept Exception:\n pass")`, 'high'],
  [String.raw`import sys; exec("import certs\n"); exec(certs.text)`, 'high'],
  [String.raw`import sys; exec("import certs\n" + certs.text)`, 'high'],
  [String.raw`import sys; print(1); exec("import certs")`, 'high'],
  ["import x; __import__('os').system('true')", 'high'],
  ["import x; __import__('os', fromlist=['system']).system('true')", 'high'],
  [`import os; os.environ.get("COV") and __import__("cov.boot", fromlist=["start"]).start()`, 'medium'],
  ["import x; __import__('cov.boot', fromlist=[run()]).start()", 'high'],
  ["import urllib.request as r;r.urlopen('https://collector.example.invalid')", 'high'],
  ['import\tos;os . popen("true")', 'high'],
  ['import acme_start', 'medium'],
])('%s is %s', (line, severity) => {
  expect(severities(line)).toEqual([severity]);
});

test.each(['./vendor', 'importlib_metadata', '# import os', ' import os', '', 'exec("x")'])(
  '%j is no code to Python',
  (line) => {
    expect(severities(line)).toEqual([]);
  },
);

test('finds the line, however lines end', () => {
  expect(startLines('# a\r\n./b\rimport c\nimport d').map(({ line, text }) => [line, text])).toEqual([
    [3, 'import c'],
    [4, 'import d'],
  ]);
});
