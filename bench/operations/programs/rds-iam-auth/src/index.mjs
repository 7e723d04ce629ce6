import { connect } from './connect.mjs';

export const handler = async () => {
  const connection = await connect(process.env.DB_USER);
  return { protocol: connection };
};
