const {
  SecretsManagerClient,
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  UpdateSecretVersionStageCommand,
  GetRandomPasswordCommand,
} = require('@aws-sdk/client-secrets-manager');
const { login, changePassword } = require('./database');

const service = new SecretsManagerClient({ region: process.env.AWS_REGION });

async function secretOf(arn, stage) {
  const found = await service.send(new GetSecretValueCommand({ SecretId: arn, VersionStage: stage }));
  return JSON.parse(found.SecretString);
}

async function createSecret(arn, token) {
  const current = await secretOf(arn, 'AWSCURRENT');
  const { RandomPassword } = await service.send(
    new GetRandomPasswordCommand({ ExcludeCharacters: '/@"\'\\', PasswordLength: 32 }),
  );
  await service.send(
    new PutSecretValueCommand({
      SecretId: arn,
      ClientRequestToken: token,
      SecretString: JSON.stringify({ ...current, password: RandomPassword }),
      VersionStages: ['AWSPENDING'],
    }),
  );
}

async function setSecret(arn) {
  await changePassword(await secretOf(arn, 'AWSCURRENT'), await secretOf(arn, 'AWSPENDING'));
}

async function testSecret(arn) {
  await login(await secretOf(arn, 'AWSPENDING'));
}

async function finishSecret(arn, token, versions) {
  const [current] = Object.entries(versions).find(([, stages]) => stages.includes('AWSCURRENT'));
  if (current === token) return;
  await service.send(
    new UpdateSecretVersionStageCommand({
      SecretId: arn,
      VersionStage: 'AWSCURRENT',
      MoveToVersionId: token,
      RemoveFromVersionId: current,
    }),
  );
}

exports.handler = async (event) => {
  const arn = event.SecretId;
  const token = event.ClientRequestToken;
  const metadata = await service.send(new DescribeSecretCommand({ SecretId: arn }));
  const versions = metadata.VersionIdsToStages;
  if (!versions[token]) throw new Error('no such version');
  if (event.Step === 'createSecret') await createSecret(arn, token);
  else if (event.Step === 'setSecret') await setSecret(arn);
  else if (event.Step === 'testSecret') await testSecret(arn);
  else if (event.Step === 'finishSecret') await finishSecret(arn, token, versions);
  else throw new Error('invalid step');
};
