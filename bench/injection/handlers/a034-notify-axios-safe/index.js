const axios = require('axios');

const ENDPOINT = process.env.NOTIFY_ENDPOINT;

class Notifier {
  constructor(client = axios) {
    this.client = client;
    this.sent = [];
  }

  async notify({ callbackUrl, jobId, state }) {
    const target = ENDPOINT;
    const { status } = await this.client.post(target, { jobId, state, callbackUrl }, { timeout: 3000 });
    this.sent.push({ jobId, status });
  }
}

exports.handler = async (event) => {
  const notifier = new Notifier();
  for (const record of event.Records) {
    const payload = JSON.parse(record.Sns.Message);
    await notifier.notify(payload);
  }
  return notifier.sent;
};
