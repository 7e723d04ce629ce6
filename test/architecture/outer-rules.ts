import type { FolderRule } from './folder-rule.js';

/** Rules for the folders around a scan. @param families the folders that take part in one. */
export function outerRules(families: readonly string[]): readonly FolderRule[] {
  return [
    {
      folder: 'sweep',
      mayImport: [...families, 'scan.ts'],
      hostFiles: [
        'sweep/collect/collect-artifact.ts',
        'sweep/notify/send-notice.ts',
        'sweep/collect/work-folder.ts',
      ],
      mustNot: 'print; leave downloaded code on the disk; report code as clean that it did not see',
    },
    {
      folder: 'scan.ts',
      mayImport: families,
      hostFiles: ['analyse.ts'],
      mustNot: 'print',
    },
    {
      folder: 'audit',
      mayImport: ['model', 'locks', 'policy', 'reporters', 'scan.ts'],
      hostFiles: ['audit/seal/sealed-folder.ts', 'audit/seal/write-folder.ts'],
      mustNot:
        'use network or clock; judge whether a requirement is met; follow links of a folder that it verifies',
    },
    {
      folder: 'cli',
      mayImport: [...families, 'sweep', 'audit', 'scan.ts'],
      hostFiles: ['cli'],
      mustNot: 'hold logic; load a command that does not run',
    },
  ];
}
