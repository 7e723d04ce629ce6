import type { Artifact, FunctionReport } from '../../model/index.js';
import type { ReportIndex } from '../report-index.js';
import { fieldMap, fieldText, knownTexts } from '../field-text.js';
import { placeFields, type HubPlace } from './place.js';
import type { Subject } from './subjects.js';

const TAGS = { maxPairs: 50, maxKey: 128, maxValue: 256 };
const OTHER = { maxPairs: 50, maxKey: 128, maxValue: 1024 };
const MAX_ID = 512;
const MAX_NAME = 128;

/** Lambda names code by the hash of its archive; a folder has none yet. */
function codeHashOf(fn: FunctionReport, { artifacts }: ReportIndex): string | null {
  const [code] = fn.mounts.map(({ artifact }) => artifacts.get(artifact));
  if (!code || code.kind !== 'function' || !/\.(?:zip|jar)$/i.test(code.path)) return null;
  return /^[0-9a-f]{64}$/.test(code.sha256 ?? '')
    ? Buffer.from(code.sha256 ?? '', 'hex').toString('base64')
    : null;
}

/** https://docs.aws.amazon.com/securityhub/latest/userguide/asff-resourcedetails-awslambda.html */
function lambdaDetails(fn: FunctionReport, index: ReportIndex): object {
  const { name, runtime, handler, architecture, role } = fn;
  const isImage = fn.mounts.some(({ artifact }) => index.artifacts.get(artifact)?.kind === 'image');
  return {
    AwsLambdaFunction: {
      ...knownTexts({
        FunctionName: [name, MAX_NAME],
        Runtime: [runtime, MAX_NAME],
        Handler: [handler, MAX_NAME],
        Role: [role?.arn, MAX_ID],
        CodeSha256: [codeHashOf(fn, index), MAX_NAME],
      }),
      PackageType: isImage ? 'Image' : 'Zip',
      ...(architecture === null ? {} : { Architectures: [fieldText(architecture, MAX_NAME)] }),
    },
  };
}

function otherDetails(entries: readonly (readonly [string, string | null])[]): object {
  return { Other: fieldMap(entries, OTHER) };
}

function functionResource(fn: FunctionReport, index: ReportIndex): object {
  const isLambda = fn.platform === 'aws-lambda';
  const tags = fieldMap(Object.entries(fn.tags), TAGS);
  return {
    Type: isLambda ? 'AwsLambdaFunction' : 'Other',
    Id: fieldText(fn.arn ?? fn.id, MAX_ID),
    ...(Object.keys(tags).length === 0 ? {} : { Tags: tags }),
    Details: isLambda
      ? lambdaDetails(fn, index)
      : otherDetails([
          ['name', fn.name],
          ['platform', fn.platform],
          ['runtime', fn.runtime],
          ['handler', fn.handler],
        ]),
  };
}

function artifactResource({ path, kind, sha256 }: Artifact): object {
  const details = otherDetails([
    ['path', path],
    ['kind', kind],
    ['sha256', sha256],
  ]);
  return { Type: 'Other', Id: fieldText(path, MAX_ID), Details: details };
}

/** The subject of a finding, as Security Hub's resource. */
export function resourceOf({ about, name }: Subject, place: HubPlace, index: ReportIndex): object {
  const where = placeFields(place);
  if (about === null) return { Type: 'Other', Id: fieldText(name, MAX_ID), ...where };
  const resource = 'mounts' in about ? functionResource(about, index) : artifactResource(about);
  return { ...resource, ...where };
}
