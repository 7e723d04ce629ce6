import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** IAM's prefix of services whose models have another signing name. */
const PREFIXES = new Map([
  ['monitoring', 'cloudwatch'],
  ['iotdata', 'iot'],
  ['cloudcontrolapi', 'cloudformation'],
  ['tagging', 'tag'],
  ['mturk-requester', 'mechanicalturk'],
  ['IoTSecuredTunneling', 'iot'],
]);

/** Newest model of a service. @param folder of the service in botocore. */
function modelOf(folder) {
  const versions = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const files = versions.map(({ name }) => join(folder, name, 'service-2.json.gz')).sort();
  return JSON.parse(gunzipSync(readFileSync(files.at(-1))).toString('utf8'));
}

/** Service id as the analysis of code names it. */
function serviceIdOf({ metadata }) {
  return metadata.serviceId.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

function prefixOf({ metadata }, folder, services) {
  const candidates = [metadata.signingName, metadata.endpointPrefix, folder];
  const names = candidates.flatMap((name) => (name ? [PREFIXES.get(name) ?? name] : []));
  return names.find((name) => Object.hasOwn(services, name)) ?? names[0];
}

/** API Gateway's actions are verbs of HTTP, and its resources are paths. */
function verbsOf(prefix, operations) {
  if (prefix !== 'apigateway') return {};
  return { verbs: Object.fromEntries(operations.map(([name, { http }]) => [name, http.method])) };
}

function isUnsigned({ authtype, auth = [] }) {
  return authtype === 'none' || auth.includes('smithy.api#noAuth');
}

/**
 * IAM's prefix of each service, and its operations that are not signed and need no permission, by service id.
 * @param botocore folder of the Python package. @param actions result of `actionTable`.
 */
export function operationTable(botocore, { services }) {
  const data = join(botocore, 'data');
  const folders = readdirSync(data, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const rows = folders.map(({ name }) => {
    const model = modelOf(join(data, name));
    const prefix = prefixOf(model, name, services);
    const operations = Object.entries(model.operations);
    const unsigned = operations.filter(([, operation]) => isUnsigned(operation)).map(([each]) => each);
    const row = { prefix, ...(unsigned.length > 0 ? { unsigned } : {}), ...verbsOf(prefix, operations) };
    return [serviceIdOf(model), row];
  });
  const version = /__version__ = '([^']+)'/.exec(readFileSync(join(botocore, '__init__.py'), 'utf8'))?.[1];
  return {
    source: `botocore ${version}`,
    services: Object.fromEntries(rows.sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}
