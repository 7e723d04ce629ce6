const axios = require('axios');

const client = axios.create({ baseURL: process.env.RELAY_URL, timeout: 3000 });

exports.relay = async (name, body) => {
  const { status } = await client.post(`/relay/${encodeURIComponent(name)}`, body);
  return status;
};
