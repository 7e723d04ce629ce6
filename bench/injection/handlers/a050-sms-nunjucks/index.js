const nunjucks = require('nunjucks');
const { SNSClient, PublishCommand } = require('@aws-sdk/client-sns');

const env = new nunjucks.Environment(null, { autoescape: true });
const sns = new SNSClient({});

const render = (source, context) =>
  new Promise((resolve, reject) => {
    env.renderString(source, context, (err, text) => (err ? reject(err) : resolve(text)));
  });

exports.handler = async (input) => {
  const { reminder: { text, ...context } = {} } = input;
  const Message = await render(text, context);
  const { MessageId } = await sns.send(new PublishCommand({ TopicArn: process.env.REMINDER_TOPIC, Message }));
  return { ...input, messageId: MessageId };
};
