const { SNSClient, PublishCommand } = require('@aws-sdk/client-sns');

const alarms = new SNSClient({});
const publish = alarms.send.bind(alarms);

async function send(client, command) {
  try {
    return await client.send.call(client, command);
  } catch (error) {
    await publish(new PublishCommand({ TopicArn: process.env.ALARMS, Message: error.message }));
    throw error;
  }
}

const sendAll = (sender, commands) => Promise.all(commands.map((command) => sender(command)));

module.exports = { send, sendAll };
