import type { FolderRule } from './folder-rule.js';
import { outerRules } from './outer-rules.js';

/** Folders that a reader of parsed scripts needs. */
const PARSED_SCRIPTS = ['model', 'files', 'syntax', 'program'];

/** Rules for the folders that take part in a scan. */
const FAMILY_RULES: readonly FolderRule[] = [
  { folder: 'model', mayImport: [], hostFiles: [], mustNot: 'do IO' },
  {
    folder: 'files',
    mayImport: ['model'],
    hostFiles: ['byte-source', 'host-file', 'walk-host-folder', 'user-file'].map(
      (name) => `files/${name}.ts`,
    ),
    mustNot: 'write to disk',
  },
  { folder: 'versions', mayImport: ['model'], hostFiles: [], mustNot: 'do IO' },
  { folder: 'executables', mayImport: ['model'], hostFiles: [], mustNot: 'do IO; run what it reads' },
  { folder: 'environment-hooks', mayImport: ['model'], hostFiles: [], mustNot: 'keep a value of a variable' },
  { folder: 'iam', mayImport: ['model'], hostFiles: ['iam/read-table.ts'], mustNot: 'read other files' },
  {
    folder: 'templates',
    mayImport: ['model', 'files', 'environment-hooks', 'iam'],
    hostFiles: [],
    mustNot: 'do IO: the caller passes it texts',
  },
  {
    folder: 'unpackers',
    mayImport: ['model', 'files', 'environment-hooks', 'ecosystems'],
    hostFiles: [],
    mustNot: 'write to disk, exceed the limits',
  },
  {
    folder: 'syntax',
    mayImport: ['model', 'files'],
    hostFiles: ['syntax/load-python-parser.ts'],
    mustNot: 'read other files; run or import what it parses',
  },
  {
    folder: 'program',
    mayImport: ['model', 'files', 'syntax', 'ecosystems'],
    hostFiles: [],
    mustNot: 'do IO; run or import what it reads',
  },
  {
    folder: 'sources',
    mayImport: ['model', 'files', 'templates', 'unpackers', 'environment-hooks', 'ecosystems'],
    hostFiles: ['sources'],
    mustNot: 'read values of environment variables, import an SDK outside its own folder or eagerly',
  },
  {
    folder: 'extractors',
    mayImport: [
      ...PARSED_SCRIPTS,
      'executables',
      'versions',
      'ecosystems',
      'lockfiles',
      'release-files',
      'sbom',
    ],
    hostFiles: [],
    mustNot: 'use network, clock or host files; run or import scanned code',
  },
  { folder: 'ecosystems', mayImport: ['model', 'files', 'versions'], hostFiles: [], mustNot: 'do IO' },
  { folder: 'release-files', mayImport: ['model', 'versions'], hostFiles: [], mustNot: 'do IO' },
  {
    folder: 'lockfiles',
    mayImport: ['model', 'files', 'ecosystems'],
    hostFiles: [],
    mustNot: 'use network, clock or host files',
  },
  {
    folder: 'evidence',
    mayImport: ['model', 'files', 'syntax', 'ecosystems', 'versions'],
    hostFiles: [],
    mustNot: 'use network, clock or host files; run or import scanned code',
  },
  {
    folder: 'recognition',
    mayImport: ['model', 'files', 'syntax', 'ecosystems', 'versions', 'evidence'],
    hostFiles: [],
    mustNot: 'use network, clock or host files; run or import scanned code',
  },
  {
    folder: 'inventory',
    mayImport: [
      'model',
      'files',
      'program',
      'extractors',
      'evidence',
      'recognition',
      'unpackers',
      'ecosystems',
    ],
    hostFiles: [],
    mustNot: 'use network, clock or host files',
  },
  {
    folder: 'signatures',
    mayImport: ['model', 'files', 'syntax', 'program', 'ecosystems'],
    hostFiles: ['signatures'],
    mustNot: 'hold rules, which are data in `signatures/` of the project; run or import scanned code',
  },
  {
    folder: 'detectors',
    mayImport: [...PARSED_SCRIPTS, 'versions', 'sbom', 'signatures', 'environment-hooks', 'ecosystems'],
    hostFiles: [],
    mustNot: 'use network, clock or host files; run or import scanned code',
  },
  {
    folder: 'analysis',
    mayImport: [...PARSED_SCRIPTS, 'executables', 'ecosystems', 'versions', 'iam'],
    hostFiles: [],
    mustNot:
      'use network, clock or host files; run or import scanned code; report code as unreachable that it did not see',
  },
  {
    folder: 'published',
    mayImport: ['model', 'files', 'recognition', 'extractors', 'network', 'locks', 'ecosystems', 'versions'],
    hostFiles: ['published'],
    mustNot:
      "write outside its cache; write published files to disk or run them; show anything of npm's configuration",
  },
  {
    folder: 'workers',
    mayImport: [
      'model',
      'files',
      'unpackers',
      'recognition',
      'release-files',
      'inventory',
      'signatures',
      'detectors',
      'published',
      'ecosystems',
      'locks',
      'analysis',
      'program',
    ],
    hostFiles: ['workers'],
    mustNot: 'write outside the cache folder and temporary folders',
  },
  {
    folder: 'network',
    mayImport: ['model'],
    hostFiles: ['network/npm-config.ts', 'network/pip-config.ts'],
    mustNot: 'choose what to request; show credentials of a proxy',
  },
  {
    folder: 'locks',
    mayImport: [],
    hostFiles: ['locks/folder-lock.ts', 'locks/make-folder.ts'],
    mustNot: 'write anything but folders and lock files',
  },
  {
    folder: 'advisories',
    mayImport: ['model', 'versions', 'files', 'unpackers', 'network', 'locks', 'ecosystems'],
    hostFiles: ['advisories'],
    mustNot: 'use network outside its feed',
  },
  {
    folder: 'functions',
    mayImport: ['model', 'environment-hooks', 'ecosystems', 'analysis', 'iam'],
    hostFiles: [],
    mustNot: 'do IO',
  },
  {
    folder: 'remediation',
    mayImport: ['model', 'versions', 'reporters', 'ecosystems', 'iam'],
    hostFiles: [],
    mustNot:
      'do IO: the caller passes it texts; make changes that were not requested; count a finding as cleared without proof',
  },
  { folder: 'init', mayImport: ['model'], hostFiles: [], mustNot: 'do IO: the caller passes it texts' },
  {
    folder: 'policy',
    mayImport: ['model', 'files', 'ecosystems'],
    hostFiles: [],
    mustNot: 'do IO: the caller passes it a reader of user files',
  },
  {
    folder: 'reporters',
    mayImport: ['model', 'policy', 'ecosystems'],
    hostFiles: [],
    mustNot: 'do IO: the same report gives the same bytes',
  },
  {
    folder: 'config',
    mayImport: ['model', 'files', 'policy', 'ecosystems'],
    hostFiles: ['config/find-config.ts'],
    mustNot: 'read what is scanned',
  },
  {
    folder: 'diff',
    mayImport: ['model', 'files', 'policy', 'reporters'],
    hostFiles: [],
    mustNot: 'do IO: the caller passes it texts',
  },
  {
    folder: 'sbom',
    mayImport: ['model', 'files', 'ecosystems'],
    hostFiles: [],
    mustNot: 'do IO; trust what it reads',
  },
  {
    folder: 'action',
    mayImport: [
      'model',
      'files',
      'unpackers',
      'advisories',
      'network',
      'policy',
      'reporters',
      'diff',
      'ecosystems',
    ],
    hostFiles: ['action/runner-files.ts'],
    mustNot: "print; fail a job because GitHub's API refuses a request",
  },
  {
    folder: 'aws',
    mayImport: ['model', 'templates', 'network', 'environment-hooks', 'iam'],
    hostFiles: ['aws/code/download.ts', 'aws/code/fetch-code.ts'],
    mustNot:
      'keep values of variables, links or values of conditions; use permissions other than to read, except to send findings (`send-findings.ts`)',
  },
  {
    folder: 'store',
    mayImport: ['model', 'locks'],
    hostFiles: ['store/open-sql.ts'],
    mustNot: 'decide what is vulnerable: it stores data and answers queries',
  },
];

/** Folders that take part in a scan. */
export const FAMILIES = FAMILY_RULES.map(({ folder }) => folder);

export const IMPORT_TABLE: readonly FolderRule[] = [...FAMILY_RULES, ...outerRules(FAMILIES)];
