import { describe, expect, test } from 'vitest';
import { findingOf, packageOf } from '../../support/model-builders.js';
import {
  hugeReport,
  reportedArtifact,
  reportedFunction,
  reportOf,
  SCANNED_AT,
} from '../../support/sample-report.js';
import { findingsOf, LODASH, reportWith } from './read-findings.js';

describe('a finding', () => {
  test('shows severity, package, version, fix and what to do', () => {
    const [finding] = findingsOf(
      reportWith([
        {
          ...LODASH,
          aliases: ['CVE-2021-23337'],
          score: 7.2,
          vectors: ['CVSS:3.1/AV:N/AC:L/PR:H/UI:N/S:U/C:H/I:H/A:H'],
          epss: 0.2,
          kev: true,
          references: ['https://advisories.example.invalid/1'],
        },
      ]),
    );
    expect(finding).toMatchObject({
      GeneratorId: 'stowaway/advisory/GHSA-0000-0000-0000',
      Title: 'A flaw (CVE-2021-23337)',
      Severity: { Label: 'HIGH', Normalized: 70, Original: 'high' },
      Types: ['Software and Configuration Checks/Vulnerabilities/CVE'],
      Confidence: 90,
      CreatedAt: SCANNED_AT,
      UpdatedAt: SCANNED_AT,
      RecordState: 'ACTIVE',
      Remediation: {
        Recommendation: { Text: 'Upgrade lodash to 4.17.21.', Url: 'https://advisories.example.invalid/1' },
      },
      Vulnerabilities: [
        {
          Id: 'CVE-2021-23337',
          RelatedVulnerabilities: ['GHSA-0000-0000-0000'],
          Cvss: [{ Version: '3.1', BaseScore: 7.2 }],
          EpssScore: 0.2,
          ExploitAvailable: 'YES',
          FixAvailable: 'YES',
          VulnerablePackages: [
            {
              Name: 'lodash',
              Version: '4.17.20',
              PackageManager: 'NPM',
              FilePath: 'node_modules/lodash',
              FixedInVersion: '4.17.21',
            },
          ],
        },
      ],
    });
    expect(finding?.Workflow).toBeUndefined();
    expect(finding?.Description).toContain('In lodash 4.17.20 at a.zip: node_modules/lodash.');
  });

  test('describes its function', () => {
    const [finding] = findingsOf(
      reportWith([LODASH], { architecture: 'arm64', tags: { team: 'pay' }, handler: 'app.main' }),
    );
    expect(finding?.Resources).toEqual([
      {
        Type: 'AwsLambdaFunction',
        Id: 'target#fn',
        Partition: 'aws',
        Region: 'eu-central-1',
        Tags: { team: 'pay' },
        Details: {
          AwsLambdaFunction: {
            FunctionName: 'fn',
            Runtime: 'nodejs22.x',
            Handler: 'app.main',
            CodeSha256: Buffer.from('a'.padEnd(64, '0'), 'hex').toString('base64'),
            PackageType: 'Zip',
            Architectures: ['arm64'],
          },
        },
      },
    ]);
  });

  test('of a function that is not on Lambda has no details of Lambda', () => {
    const [finding] = findingsOf(reportWith([LODASH], { platform: 'vercel' }));
    expect(finding?.Resources[0]).toMatchObject({
      Type: 'Other',
      Details: { Other: { name: 'fn', platform: 'vercel' } },
    });
  });

  test('of a layer is a finding of each function', () => {
    const findings = findingsOf(hugeReport(3)).filter(({ GeneratorId }) =>
      GeneratorId.endsWith('GHSA-layer-3'),
    );
    expect(findings.map(({ Resources }) => Resources[0]?.Id)).toEqual([
      'target#fn-0',
      'target#fn-1',
      'target#fn-2',
    ]);
    expect(findings[0]?.Vulnerabilities?.[0]?.VulnerablePackages[0]).toMatchObject({
      SourceLayerHash: expect.stringMatching(/^layer/),
    });
  });

  test('of two copies of a package is one finding, with both', () => {
    const copy = packageOf('lodash', '3.10.1', { id: 'npm:nested' });
    const findings = [LODASH, { ...LODASH, id: 'copy', package: copy.id, severity: 'critical' as const }];
    const artifact = reportedArtifact('a', { packages: [packageOf('lodash', '4.17.20'), copy], findings });
    const [finding, ...others] = findingsOf(reportOf([reportedFunction('fn', [artifact])], [artifact]));
    expect(others).toEqual([]);
    expect(finding?.Severity).toMatchObject({ Label: 'CRITICAL' });
    expect(finding?.Vulnerabilities?.[0]?.VulnerablePackages).toMatchObject([
      { Version: '3.10.1' },
      { Version: '4.17.20' },
    ]);
  });

  test('keeps its id over a rebuild and another version', () => {
    const before = findingsOf(reportWith([LODASH]))[0]?.Id;
    const artifact = reportedArtifact('rebuilt', {
      path: 'elsewhere.zip',
      packages: [packageOf('lodash', '4.17.19')],
      findings: [LODASH],
    });
    expect(findingsOf(reportOf([reportedFunction('fn', [artifact])], [artifact]))[0]?.Id).toBe(before);
    expect(before).toMatch(/^stowaway\/[0-9a-f]{64}$/);
  });

  test('that is malware is one of TTPs, with the file', () => {
    const finding = findingOf({
      kind: 'malware',
      rule: 'MAL-2026-1',
      package: LODASH.package,
      locations: [{ path: 'node_modules/lodash/x.js' }],
    });
    const [found] = findingsOf(reportWith([finding]));
    expect(found).toMatchObject({
      Types: ['TTPs/Initial Access/Supply Chain Compromise'],
      Malware: [{ Name: 'lodash', Path: 'node_modules/lodash/x.js', State: 'OBSERVED' }],
      Vulnerabilities: [{ Id: 'MAL-2026-1' }],
    });
  });
});
