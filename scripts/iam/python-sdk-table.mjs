import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const foldersIn = (folder) =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

/** The newest file of a name in the folders of a service's versions; null without one. */
function newest(folder, name) {
  const files = foldersIn(folder)
    .sort()
    .flatMap((version) => [join(folder, version, name), join(folder, version, `${name}.gz`)])
    .filter((file) => existsSync(file));
  const file = files.at(-1);
  if (file === undefined) return null;
  const bytes = readFileSync(file);
  return JSON.parse((file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'));
}

/** The method of an operation by the general rule. https://github.com/boto/botocore/blob/develop/botocore/__init__.py */
export function methodOf(operation) {
  return operation
    .replaceAll(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase();
}

/** Words that botocore does not split, or splits elsewhere. */
const WHOLE_WORDS = [
  [/EC2/g, 'Ec2'],
  [/(ARNs|IDs|ACLs|URLs)$/g, (word) => word[0] + word.slice(1).toLowerCase()],
  [/IPv6/g, 'Ipv6'],
  [/OTel/g, 'Otel'],
  [/OAuth2/g, 'Oauth2'],
  [/CNAMEs/g, 'Cnames'],
  [/HITs/g, 'Hits'],
  [/WhatsApp/g, 'Whatsapp'],
  [/iSCSI/g, 'Iscsi'],
];

function nameOf(operation) {
  const method = methodOf(WHOLE_WORDS.reduce((name, [from, to]) => name.replaceAll(from, to), operation));
  return method === methodOf(operation) ? operation : `${operation}=${method}`;
}

function requestOf(request, rename) {
  const params = (request.params ?? []).map(({ target, source, name }) => [
    target,
    source === 'identifier' ? rename(name) : null,
  ]);
  return [request.operation, ...params.filter(([target]) => !/[.[]/.test(target))];
}

/** Whether a member of a resource's shape is one of its identifiers: it is known without a request. */
function isIdentifier({ identifiers = [] }, member) {
  return identifiers.some(({ name, memberName = name }) => memberName === member);
}

/** What a resource, or the service itself, can do: methods with their operations, and resources that it gives. */
function resourceRow(resource, resources, shapes) {
  const rows = (list, each) =>
    Object.fromEntries(Object.entries(list ?? {}).map(([name, value]) => [methodOf(name), each(value)]));
  const shape = shapes[resource.shape]?.members ?? {};
  const identifiers = (resource.identifiers ?? []).map(({ name }) => name);
  const keep = (name) => name;
  const typeOf = (found) => found?.type ?? null;
  return {
    ids: identifiers,
    actions: rows(resource.actions, ({ request, resource: made }) => [
      typeOf(made),
      requestOf(request, keep),
    ]),
    ...(resource.load ? { load: requestOf(resource.load.request, keep) } : {}),
    attributes: resource.load
      ? Object.keys(shape)
          .filter((name) => !isIdentifier(resource, name))
          .map(methodOf)
      : [],
    has: Object.fromEntries(
      Object.entries(resource.has ?? {}).map(([name, { resource: made }]) => {
        // boto3 makes a method of it, unless data of the resource name it.
        const isMethod = made.identifiers.every(({ source }) => source !== 'data');
        return [isMethod ? name : methodOf(name), made.type];
      }),
    ),
    collections: rows(resource.hasMany, ({ request, resource: made }) => [
      made.type,
      requestOf(request, keep),
    ]),
    batch: rows(resource.batchActions, ({ request }) => requestOf(request, keep)),
    waiters: Object.fromEntries(
      Object.entries(resource.waiters ?? {}).map(([name, { waiterName }]) => [
        `wait_until_${methodOf(name)}`,
        methodOf(waiterName),
      ]),
    ),
  };
}

function resourcesOf(folder, model) {
  const definition = existsSync(folder) ? newest(folder, 'resources-1.json') : null;
  if (!definition) return {};
  const row = (resource) => resourceRow(resource, definition.resources, model.shapes);
  const named = Object.entries(definition.resources).map(([name, resource]) => [name, row(resource)]);
  // A service gives all of its resources by their identifiers.
  const has = Object.fromEntries(named.map(([name]) => [name, name]));
  return { resources: { '': { ...row(definition.service), has }, ...Object.fromEntries(named) } };
}

/**
 * The clients and resources of boto3: by the name that code gives a service, its id, operations, waiters and resources.
 * @param botocore, boto3 folders of the Python packages.
 */
export function pythonSdkTable(botocore, boto3) {
  const data = join(botocore, 'data');
  const rows = foldersIn(data).map((name) => {
    const model = newest(join(data, name), 'service-2.json');
    const waiters = Object.entries(newest(join(data, name), 'waiters-2.json')?.waiters ?? {});
    const row = {
      id: model.metadata.serviceId.toLowerCase().replaceAll(/[^a-z0-9]/g, ''),
      operations: Object.keys(model.operations).map(nameOf).join(' '),
      waiters: Object.fromEntries(waiters.map(([each, { operation }]) => [methodOf(each), operation])),
      ...resourcesOf(join(boto3, 'data', name), model),
    };
    return [name, row];
  });
  const version = /__version__ = '([^']+)'/.exec(readFileSync(join(botocore, '__init__.py'), 'utf8'))?.[1];
  return {
    source: `botocore ${version}`,
    services: Object.fromEntries(rows.sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}
