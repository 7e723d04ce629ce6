import { HONEST, packedLine, type Recreation } from './recreation.js';

const PHANTOM =
  '{"targets":[{"target_name":"stub","type":"none","sources":["<!(node index.js > /dev/null 2>&1 && echo stub.c)"]}]}';

/** Campaigns that ran by another way into the installation than a script of the manifest, or swept it up afterwards. */
export const MANIFEST_TRICKS: readonly Recreation[] = [
  {
    campaign: 'phantomraven-2025',
    name: '@example/invented-name',
    version: '1.0.4',
    manifest: { dependencies: { 'ui-styles-pkg': 'http://packages.example.invalid/npm/invented-name' } },
    files: { 'index.js': "console.log('Hello, world!');\n" },
    shape: ['install/unencrypted-dependency'],
  },
  {
    campaign: 'axios-2026',
    name: 'axios',
    version: '1.14.1',
    manifest: { dependencies: { 'follow-redirects': '^1.15.0', 'plain-crypto-js': '^4.2.1' } },
    files: { 'lib/axios.js': HONEST },
    // The attack is in the dependency; nothing of axios itself differs but one line of its manifest.
    shape: [],
  },
  {
    campaign: 'axios-2026',
    name: 'plain-crypto-js',
    // The dropper replaced the manifest: the lockfile still has 4.2.1.
    version: '4.2.0',
    files: { 'README.md': '# Crypto\n', 'index.js': HONEST, 'aes.js': HONEST },
    shape: [],
  },
  {
    campaign: 'tanstack-2026',
    name: '@tanstack/router-core',
    version: '1.169.5',
    manifest: {
      optionalDependencies: { '@tanstack/setup': `github:example/router#${'0123456789'.repeat(4)}` },
    },
    files: { 'dist/index.js': HONEST, 'router_init.js': packedLine(120_000) },
    shape: ['install/optional-commit'],
  },
  {
    campaign: 'phantom-gyp-2026',
    name: '@vapi-ai/server-sdk',
    version: '1.2.2',
    files: {
      'dist/index.js': HONEST,
      'binding.gyp': PHANTOM,
      'index.js': packedLine(120_000),
      'README.md': '# SDK\n',
    },
    shape: ['install/gyp-hidden-command'],
  },
  {
    campaign: 'leoplatform-2026',
    name: 'serverless-leo',
    version: '3.0.14',
    files: { 'lib/leo.js': HONEST, 'binding.gyp': PHANTOM, 'index.js': packedLine(120_000) },
    shape: ['install/gyp-hidden-command'],
  },
];
