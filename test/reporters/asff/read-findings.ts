import type { Finding, FunctionReport, Report } from '../../../src/model/index.js';
import { asff } from '../../../src/reporters/asff/index.js';
import { packageOf } from '../../support/model-builders.js';
import { reportedArtifact, reportedFunction, reportOf, upgradeOf } from '../../support/sample-report.js';
import { rendered } from '../contract.js';

export interface HubFinding {
  readonly Id: string;
  readonly GeneratorId: string;
  readonly ProductArn: string;
  readonly AwsAccountId: string;
  readonly CreatedAt: string;
  readonly Title: string;
  readonly Description: string;
  readonly Severity: object;
  readonly RecordState: string;
  readonly Workflow?: object;
  readonly Resources: readonly { readonly Type: string; readonly Id: string; readonly Details?: object }[];
  readonly Vulnerabilities?: readonly {
    readonly Id: string;
    readonly VulnerablePackages: readonly object[];
    readonly Cvss?: readonly object[];
  }[];
  readonly Malware?: readonly object[];
  readonly ProductFields?: Readonly<Record<string, string>>;
}

export const NOWHERE = { aws: { account: null, region: null } };

export function requestsOf(report: Report, presentation = {}): HubFinding[][] {
  const requests = JSON.parse(rendered(asff, report, presentation)) as { Findings: HubFinding[] }[];
  return requests.map(({ Findings }) => Findings);
}

export const findingsOf = (report: Report, presentation = {}): HubFinding[] =>
  requestsOf(report, presentation).flat();

export function reportWith(findings: readonly Finding[], fields: Partial<FunctionReport> = {}): Report {
  const artifact = reportedArtifact('a', { packages: [packageOf('lodash', '4.17.20')], findings });
  return reportOf([reportedFunction('fn', [artifact], fields)], [artifact]);
}

export const LODASH = upgradeOf('lodash', '4.17.21');
