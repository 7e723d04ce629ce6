import {
  AppConfigDataClient,
  GetLatestConfigurationCommand,
  StartConfigurationSessionCommand,
} from '@aws-sdk/client-appconfigdata';

const client = new AppConfigDataClient({});
let token;

export async function fromAppConfig() {
  if (!token) {
    const session = await client.send(
      new StartConfigurationSessionCommand({
        ApplicationIdentifier: 'shop',
        EnvironmentIdentifier: process.env.STAGE,
        ConfigurationProfileIdentifier: 'flags',
      }),
    );
    token = session.InitialConfigurationToken;
  }
  const latest = await client.send(new GetLatestConfigurationCommand({ ConfigurationToken: token }));
  token = latest.NextPollConfigurationToken;
  return JSON.parse(new TextDecoder().decode(latest.Configuration) || '{}');
}
