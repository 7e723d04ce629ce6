// Which operation a request to AWS performs, by botocore's models.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { modelsFolder } from './moto.mjs';

/** Signing name → folders of botocore's models. Requests to other services are an error of the test. */
const MODELS = {
  dynamodb: ['dynamodb'],
  s3: ['s3'],
  sqs: ['sqs'],
  sns: ['sns'],
  ssm: ['ssm'],
  kms: ['kms'],
  events: ['events'],
  states: ['stepfunctions'],
  secretsmanager: ['secretsmanager'],
  monitoring: ['cloudwatch'],
  logs: ['logs'],
  firehose: ['firehose'],
  kinesis: ['kinesis'],
  lambda: ['lambda'],
  scheduler: ['scheduler'],
  ses: ['sesv2', 'ses'],
  'cognito-idp': ['cognito-idp'],
  sts: ['sts'],
};
const models = new Map();

function modelOf(name) {
  if (!models.has(name)) {
    const folder = join(modelsFolder(), name);
    const version = readdirSync(folder).toSorted().at(-1);
    const file = readdirSync(join(folder, version)).find((entry) => entry.startsWith('service-2.json'));
    const bytes = readFileSync(join(folder, version, file));
    models.set(name, JSON.parse(String(file.endsWith('.gz') ? gunzipSync(bytes) : bytes)));
  }
  return models.get(name);
}

const serviceOf = ({ metadata }) => metadata.serviceId.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/** `Credential=key/day/region/service/aws4_request` */
const SCOPE = /Credential=[^/,]+\/\d+\/[^/]+\/([^/]+)\/aws4_request/;

/**
 * @param {{ method: string, url: string, headers: Record<string, string>, body: Buffer }} request
 * @returns {{ service: string, operation: string, protocol: string, parameters: object }} parameters: what the request names
 */
export function readRequest(request) {
  const signed = SCOPE.exec(request.headers.authorization ?? '')?.[1];
  for (const model of (MODELS[signed] ?? []).map(modelOf))
    for (const protocol of model.metadata.protocols) {
      const read = READERS[protocol]?.(request, model);
      if (read) return { service: serviceOf(model), protocol, ...read };
    }
  throw new Error(`no operation for ${request.method} ${request.url}, signed for ${signed}`);
}

const READERS = { json: readTarget, query: readAction, 'rest-xml': readPath, 'rest-json': readPath };

function readTarget({ headers, body }) {
  const target = headers['x-amz-target'];
  if (!target) return null;
  return { operation: target.slice(target.indexOf('.') + 1), parameters: JSON.parse(String(body) || '{}') };
}

function readAction({ body }) {
  const form = new URLSearchParams(String(body));
  const operation = form.get('Action');
  return operation === null ? null : { operation, parameters: Object.fromEntries(form) };
}

function readPath(request, model) {
  const url = new URL(request.url, 'http://localhost');
  const found = Object.values(model.operations)
    .map((operation) => matchOperation({ ...request, url }, operation, model))
    .filter((match) => match !== null)
    .toSorted((one, other) => other.weight - one.weight);
  return found[0] ?? null;
}

/** The more of a request an operation explains, the likelier it is the one: fixed query parts, then members that it requires. */
function matchOperation(request, { name, http, input }, model) {
  if (http.method !== request.method) return null;
  const [path, query = ''] = http.requestUri.split('?');
  const labels = matchPath(path, request.url.pathname);
  if (labels === null) return null;
  const fixed = [...new URLSearchParams(query)];
  const { searchParams } = request.url;
  if (
    fixed.some(([key, value]) => !searchParams.has(key) || (value !== '' && searchParams.get(key) !== value))
  )
    return null;
  const { members = {}, required = [] } = input ? model.shapes[input.shape] : {};
  const valueOf = (member) => readMember(members[member], request);
  const outside = required.filter((member) => ['querystring', 'header'].includes(members[member].location));
  if (outside.some((member) => valueOf(member) === undefined)) return null;
  const given = Object.keys(members)
    .map((member) => [member, valueOf(member)])
    .filter(([, value]) => value !== undefined);
  const parameters = { ...jsonOf(request, model), ...Object.fromEntries(given), ...labels };
  return {
    operation: name,
    parameters,
    weight: 10 * fixed.length + 5 * outside.length - Object.keys(labels).length,
  };
}

const jsonOf = ({ body }, { metadata }) =>
  metadata.protocol === 'rest-json' && body.length > 0 && body[0] === 0x7b ? JSON.parse(String(body)) : {};

function readMember({ location, locationName }, { headers, url }) {
  if (location === 'header') return headers[locationName.toLowerCase()];
  return location === 'querystring' ? (url.searchParams.get(locationName) ?? undefined) : undefined;
}

/** `/{Bucket}/{Key+}`: a label is one segment, with a plus the rest. */
function matchPath(template, path) {
  const wanted = template.split('/').slice(1);
  const given = path.replace(/\/$/, '').split('/').slice(1).map(decodeURIComponent);
  const labels = {};
  for (const [index, part] of wanted.entries()) {
    const label = /^\{(\w+)(\+?)\}$/.exec(part);
    if (label?.[2]) {
      labels[label[1]] = given.slice(index).join('/');
      return labels[label[1]] === '' ? null : labels;
    }
    if (label && given[index]) labels[label[1]] = given[index];
    else if (part !== (given[index] ?? '')) return null;
  }
  return given.length > wanted.length ? null : labels;
}
