let cached;

async function load(source) {
  if (source === 'ssm') {
    const { SSMClient, GetParametersByPathCommand } = await import('@aws-sdk/client-ssm');
    const client = new SSMClient({});
    const { Parameters } = await client.send(
      new GetParametersByPathCommand({ Path: '/flags', Recursive: true, WithDecryption: true }),
    );
    return Object.fromEntries(
      Parameters.map(({ Name, Value }) => [Name.split('/').at(-1), Value === 'true']),
    );
  }
  if (source === 'bucket') {
    const { fromBucket } = await import('./flags-from-bucket.mjs');
    return fromBucket();
  }
  const { fromAppConfig } = await import('./flags-from-app-config.mjs');
  return fromAppConfig();
}

export const flagsFrom = async (source) => (cached ??= await load(source));
