import { connect as open } from 'node:tls';
import { Signer } from '@aws-sdk/rds-signer';

const { DB_HOST: hostname, DB_PORT = '5432', AWS_REGION: region } = process.env;

export async function connect(username) {
  const signer = new Signer({ hostname, port: Number(DB_PORT), region, username });
  const token = await signer.getAuthToken();
  return new Promise((resolve, reject) => {
    const socket = open({ host: hostname, port: Number(DB_PORT) }, () => {
      socket.write(`${username}\0${token}\0`);
      resolve(socket.getProtocol());
      socket.end();
    });
    socket.on('error', reject);
  });
}
