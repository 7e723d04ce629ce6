import type { FolderRule } from './folder-rule.js';

/** What reads scripts as they are parsed. */
const PARSED_SCRIPTS = ['model', 'files', 'syntax', 'program'];

/** Of the folders that a scan is made of. */
const FAMILY_RULES: readonly FolderRule[] = [
  { folder: 'model', mayImport: [], hostFiles: [], mustNot: 'do IO' },
  {
    folder: 'files',
    mayImport: ['model'],
    hostFiles: [
      'files/byte-source.ts',
      'files/host-file.ts',
      'files/walk-host-folder.ts',
      'files/user-file.ts',
    ],
    mustNot: 'write to disk',
  },
  { folder: 'versions', mayImport: ['model'], hostFiles: [], mustNot: 'do IO' },
  { folder: 'environment-hooks', mayImport: ['model'], hostFiles: [], mustNot: 'keep a value of a variable' },
  {
    folder: 'templates',
    mayImport: ['model', 'files', 'environment-hooks'],
    hostFiles: [],
    mustNot: 'do IO: it is handed texts',
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
    hostFiles: [],
    mustNot: 'do IO; run or import what it parses',
  },
  {
    folder: 'program',
    mayImport: ['files', 'syntax', 'ecosystems'],
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
    mayImport: ['model', 'files', 'syntax', 'program', 'versions', 'ecosystems', 'lockfiles'],
    hostFiles: [],
    mustNot: 'use network, clock or host files; run or import scanned code',
  },
  { folder: 'ecosystems', mayImport: ['model', 'files', 'versions'], hostFiles: [], mustNot: 'do IO' },
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
    mustNot: 'hold rules: they are data below `signatures/` of the project; run or import scanned code',
  },
  {
    folder: 'detectors',
    mayImport: [...PARSED_SCRIPTS, 'versions', 'sbom', 'signatures', 'environment-hooks', 'ecosystems'],
    hostFiles: [],
    mustNot: 'use network, clock or host files; run or import scanned code',
  },
  {
    folder: 'analysis',
    mayImport: [...PARSED_SCRIPTS, 'ecosystems', 'versions'],
    hostFiles: [],
    mustNot:
      'use network, clock or host files; run or import scanned code; call unreachable what it did not see',
  },
  {
    folder: 'published',
    mayImport: ['model', 'files', 'recognition', 'extractors', 'network', 'locks'],
    hostFiles: ['published'],
    mustNot:
      "write outside its cache, or published files to disk; run them; show anything of npm's configuration",
  },
  {
    folder: 'workers',
    mayImport: [
      'model',
      'files',
      'unpackers',
      'recognition',
      'inventory',
      'signatures',
      'detectors',
      'published',
      'ecosystems',
      'locks',
      'analysis',
    ],
    hostFiles: ['workers'],
    mustNot: 'write outside the cache folder',
  },
  {
    folder: 'network',
    mayImport: ['model'],
    hostFiles: ['network/npm-config.ts'],
    mustNot: 'ask for anything of its own; show credentials of a proxy',
  },
  {
    folder: 'locks',
    mayImport: [],
    hostFiles: ['locks/folder-lock.ts', 'locks/make-folder.ts'],
    mustNot: 'write anything but folders and the file that announces a process',
  },
  {
    folder: 'advisories',
    mayImport: ['model', 'versions', 'files', 'unpackers', 'network', 'locks', 'ecosystems'],
    hostFiles: ['advisories'],
    mustNot: 'use network outside its feed',
  },
  {
    folder: 'functions',
    mayImport: ['model', 'environment-hooks', 'ecosystems', 'analysis'],
    hostFiles: [],
    mustNot: 'do IO',
  },
  {
    folder: 'remediation',
    mayImport: ['model', 'versions', 'reporters', 'ecosystems'],
    hostFiles: [],
    mustNot:
      'do IO: it is handed texts; change what it was not asked to; claim more than is known to be cleared',
  },
  { folder: 'init', mayImport: ['model'], hostFiles: [], mustNot: 'do IO: it is handed texts' },
  {
    folder: 'policy',
    mayImport: ['model', 'files', 'ecosystems'],
    hostFiles: [],
    mustNot: 'do IO: user files come through what it is handed',
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
    mustNot: 'do IO: it is handed texts',
  },
  {
    folder: 'sbom',
    mayImport: ['model', 'files', 'ecosystems'],
    hostFiles: [],
    mustNot: 'do IO; believe what it reads',
  },
  {
    folder: 'action',
    mayImport: ['model', 'files', 'unpackers', 'advisories', 'network', 'policy', 'reporters', 'diff'],
    hostFiles: ['action/runner-files.ts'],
    mustNot: "print; let what GitHub's API refuses fail a job",
  },
  {
    folder: 'aws',
    mayImport: ['model', 'templates', 'network', 'environment-hooks'],
    hostFiles: ['aws/code/download.ts', 'aws/code/fetch-code.ts'],
    mustNot:
      'keep values of variables, links or values of conditions; ask for more than to read, but where findings are to be told (`send-findings.ts`)',
  },
  {
    folder: 'store',
    mayImport: ['model', 'locks'],
    hostFiles: [],
    mustNot: 'judge: it keeps what it is handed and answers questions about it',
  },
];

/** Folders that a scan is made of. */
export const FAMILIES = FAMILY_RULES.map(({ folder }) => folder);

export const IMPORT_TABLE: readonly FolderRule[] = [
  ...FAMILY_RULES,
  {
    folder: 'sweep',
    mayImport: [...FAMILIES, 'scan.ts'],
    hostFiles: [
      'sweep/collect/collect-artifact.ts',
      'sweep/notify/send-notice.ts',
      'sweep/collect/work-folder.ts',
    ],
    mustNot: 'print; leave downloaded code on the disk; call what it did not see clean',
  },
  {
    folder: 'scan.ts',
    mayImport: FAMILIES,
    hostFiles: ['analyse.ts'],
    mustNot: 'print',
  },
  {
    folder: 'cli',
    mayImport: [...FAMILIES, 'sweep', 'scan.ts'],
    hostFiles: ['cli'],
    mustNot: 'hold logic; load a command that was not asked for',
  },
];
